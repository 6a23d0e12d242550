/** What the tests share that show nginx the examples of rules, and what their fixes make of them. */

import type { Finding } from "#core";
import {
  applyFileEdits,
  dedent,
  FIXTURE_FOLDER,
  splitFiles,
  stripAnnotations,
} from "../harness/fixture.ts";
import { nginxTest, type Verdict } from "./harness.ts";
import { withStandIns } from "./stand-ins.ts";

export type Texts = Readonly<Record<string, string>>;

/** nginx's verdict on an example; `own` are files that it names beside those that every example may name. */
export async function verdictOf(texts: Texts, own: Texts = {}): Promise<Verdict> {
  const files = Object.entries(texts).map(([path, text], index) => [
    path.slice(FIXTURE_FOLDER.length + 1),
    index === 0 ? withEvents(text) : text,
  ]);
  return nginxTest(await withStandIns(Object.fromEntries(files), own));
}

/** Behind a `load_module`, which must come first. */
function withEvents(text: string): string {
  const loads = /^(\s*load_module [^;]*;)*/.exec(text)?.[0] ?? "";
  return `${loads} events {} ${text.slice(loads.length)}`;
}

/** The example's files, with a certificate for all servers of `http` if it speaks of none and should have one. */
export function textsOf(example: string, mayLackPair = false): Texts {
  const text = stripAnnotations(dedent(example));
  const pair = "ssl_certificate certs/srv.crt; ssl_certificate_key certs/srv.key;";
  const lacksPair = !text.includes("ssl_certificate ") && !mayLackPair;
  return splitFiles(lacksPair ? text.replace("http {", `http { ${pair}`) : text);
}

/** Every fix of every finding, each applied to `texts` on its own. */
export function fixedTexts(texts: Texts, findings: readonly Finding[]): [string, Texts][] {
  return findings.flatMap((finding) =>
    finding.fixes.map((fix): [string, Texts] => [fix.title, applyFileEdits(texts, fix.edits)]),
  );
}
