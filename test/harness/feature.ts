/**
 * Cursor fixtures: a configuration with `$0` where the cursor is (`$0` is no nginx capture), and further
 * files after `#- name` lines, as in `fixture.ts`.
 */
import {
  type CheckOptions,
  type Config,
  type Cursor,
  cursorAt,
  DEFAULT_SETTINGS,
  Session,
  type SourceFile,
} from "#core";
import { splitFiles } from "./fixture.ts";
import { type MemoryHost, memoryHost } from "./memory-host.ts";
import { PARSER } from "./parser.ts";

export const CURSOR = "$0";

export interface FeatureFixture {
  readonly session: Session;
  readonly host: MemoryHost;
  readonly config: Config;
  readonly configs: readonly Config[];
  /** The file with the cursor; the main file without one. */
  readonly file: SourceFile;
  readonly cursor: Cursor;
  /** Texts by absolute path, without the cursor mark. */
  readonly files: Readonly<Record<string, string>>;
}

/** The configuration of a fixture, and what is at its cursor. */
export async function openFixture(
  fixture: string,
  options: Partial<CheckOptions> = {},
): Promise<FeatureFixture> {
  const marked = splitFiles(fixture);
  const files = Object.fromEntries(
    Object.entries(marked).map(([path, text]) => [path, text.replace(CURSOR, "")]),
  );
  const main = Object.keys(files)[0] ?? "";
  const [path = main, text = ""] =
    Object.entries(marked).find(([, it]) => it.includes(CURSOR)) ?? [];
  const host = memoryHost(files);
  const session = new Session(PARSER, host);
  for (const [name, content] of Object.entries(files)) session.setText(name, content);
  const configs = await session.configs(path, { settings: DEFAULT_SETTINGS, ...options });
  const file = await session.file(path);
  const [config] = configs;
  if (!file || !config) throw new Error("the fixture has no file");
  const cursor = cursorAt(file, Math.max(0, text.indexOf(CURSOR)));
  return { session, host, config, configs, file, cursor, files };
}
