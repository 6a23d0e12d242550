/** The configurations whose findings are counted. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { globSync } from "tinyglobby";
import { type Place, placeNamed } from "#core";
import { isFair, readCorpus } from "../conformance/corpus.ts";

export interface Subject {
  readonly root: string;
  readonly folder?: string;
  readonly place?: Place;
  readonly isGoodPractice: boolean;
}

/** What a folder holds: the accepted cases of a corpus, of one source if it is given, or the main files of any other. */
export function readSubjects(folder: string, source: string | undefined): readonly Subject[] {
  const corpus = readCorpus(folder);
  if (!corpus) return mainFilesIn(folder);
  const accepted = corpus.cases.filter(
    (it) => isFair(it, "head") && it.head.exit === 0 && (!source || it.source === source),
  );
  return accepted.map((it) => {
    const place = it.kind === "fragment" ? placeNamed(it.context) : "main";
    return {
      root: join(folder, it.path),
      folder: join(folder, it.prefix),
      isGoodPractice: it.source === "h5bp" || EXEMPLARY.test(it.path),
      ...(place && { place }),
    };
  });
}

/** Output of Mozilla's generator and of nginxconfig, wherever somebody put it. */
const EXEMPLARY = /tls-(intermediate|modern)|nginxconfig/;

function mainFilesIn(folder: string): readonly Subject[] {
  const paths = globSync("**/*.{conf,nginx}", { cwd: folder, absolute: true });
  return paths
    .filter((it) => /^\s*(http|stream|mail)\s*\{/m.test(readFileSync(it, "utf8")))
    .map((root) => ({ root, isGoodPractice: false }));
}
