/** From a changed character to the answer of a feature, inside one process, as the language server does it. */
import {
  type Config,
  type Cursor,
  complete,
  createSession,
  cursorAt,
  DEFAULT_SETTINGS,
  Documentation,
  definitionsAt,
  foldsIn,
  type Host,
  hoverAt,
  outlineOf,
  rename,
  type Session,
  signatureAt,
  symbolAt,
} from "#core";
import { wasm } from "../server/wasm.ts";
import { type Timed, timeRuns } from "./measure.ts";

export interface FeatureTime {
  readonly name: string;
  readonly time: Timed;
}

interface Feature {
  readonly name: string;
  /** Where it is asked: the cursor goes behind it. */
  readonly at: string;
  /** True if the server answers without putting the configuration together. */
  readonly ofFileAlone?: true;
  /** Anything but undefined, null and an empty list. */
  answer(configs: readonly Config[], cursor: Cursor, session: Session): unknown;
}

const FEATURES: readonly Feature[] = [
  {
    name: "definition",
    at: "://backend_17",
    answer: (configs, cursor) => definitionsAt(configs, cursor)?.definitions,
  },
  {
    name: "references",
    at: "://backend_17",
    answer: (configs, cursor) => symbolAt(configs, cursor)?.places,
  },
  { name: "rename", at: "map $uri $class_25", answer: renameAll },
  { name: "hover on a pass", at: "proxy_pass https", answer: hover },
  { name: "hover on a listen", at: "listen 443", answer: hover },
  { name: "hover on a variable", at: "map $uri $class_25", answer: hover },
  {
    name: "signature help",
    at: "server_name ",
    answer: (configs, { file, offset }) =>
      signatureAt({ configs, file, offset, documentation: DOCUMENTATION }),
  },
  { name: "complete a directive", at: "        proxy_read_t", answer: completeAt },
  { name: "complete any directive", at: "    server {\n        ", answer: completeAt },
  { name: "complete an upstream", at: "proxy_pass http://", answer: completeAt },
  { name: "complete a variable", at: "proxy_set_header Host $", answer: completeAt },
  { name: "outline", at: "http {", ofFileAlone: true, answer: (_, { file }) => outlineOf(file) },
  { name: "folding", at: "http {", ofFileAlone: true, answer: (_, { file }) => foldsIn(file) },
];

const DOCUMENTATION = new Documentation("");

function hover(configs: readonly Config[], cursor: Cursor): unknown {
  const [config, ...others] = configs;
  if (!config) return undefined;
  return hoverAt({
    configs: [config, ...others],
    cursor,
    documentation: DOCUMENTATION,
    files: new Map(),
    now: Date.now(),
    linkTo: (file, offset) => `${file.path}#L${file.lines.positionAt(offset).line + 1}`,
  });
}

const WARM_UP = 20;

/** Every run types a character into a comment first, so that nothing is remembered of the configuration. */
export async function measureFeatures(
  host: Host,
  path: string,
  runs: number,
): Promise<FeatureTime[]> {
  const session = await createSession(wasm, host);
  const text = (await host.readFile(path)) ?? "";
  const found: FeatureTime[] = [];
  for (const { name, at, ofFileAlone, answer } of FEATURES) {
    const ask = async (run: number) => {
      session.setText(path, run % 2 === 1 ? text : text.replace("# Site 0", "# Site 00"));
      const configs = ofFileAlone
        ? []
        : await session.configs(path, { settings: DEFAULT_SETTINGS });
      const file = await session.file(path);
      const offset = file ? file.text.indexOf(at) + at.length : 0;
      const result = file && (await answer(configs, cursorAt(file, offset), session));
      if (isNothing(result)) throw new Error(`no answer for ${name}`);
    };
    for (let run = 0; run < WARM_UP; run++) await ask(run);
    found.push({ name, time: await timeRuns(runs, ask) });
  }
  session.close(path);
  return found;
}

async function completeAt(
  configs: readonly Config[],
  { file, offset }: Cursor,
  session: Session,
): Promise<unknown> {
  return (await complete({ configs, file, offset, files: session }))?.items;
}

function renameAll(configs: readonly Config[], cursor: Cursor): unknown {
  const symbol = symbolAt(configs, cursor);
  const renaming = symbol && rename(symbol, "fresh");
  return renaming && "edits" in renaming ? renaming.edits : undefined;
}

function isNothing(result: unknown): boolean {
  return result === undefined || result === null || (Array.isArray(result) && result.length === 0);
}
