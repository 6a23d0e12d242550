/** The files of TLS that a configuration names. */
import type { FileFacts } from "../certificates/file-facts.ts";
import { TLS_FILES, type TlsFileRole } from "../knowledge/tls-files.ts";
import { type Config, isPlainPath, resolveFile } from "./config.ts";
import type { Located } from "./scope.ts";
import { viewOf } from "./sight.ts";

export interface TlsFile {
  readonly located: Located;
  readonly role: TlsFileRole;
  /** Where the file lies here. */
  readonly path: string;
}

/** Each directive that names a file of TLS by a plain path, whether nginx opens it or not. */
export const tlsFilesOf: (config: Config) => readonly TlsFile[] = viewOf(collect);

function collect(config: Config): readonly TlsFile[] {
  return [...TLS_FILES].flatMap(([name, role]) =>
    config.root.everywhere(name).flatMap((located) => {
      const path = pathNamed(config, located);
      return path === undefined ? [] : [{ located, role, path }];
    }),
  );
}

/** Where the file lies that a directive names; undefined if that is not one plain path. */
export function pathNamed(config: Config, { directive }: Located): string | undefined {
  const name = directive.args[0]?.text ?? "";
  return isPlainPath(name) ? resolveFile(config, name) : undefined;
}

/** How many files are inspected at a time. */
const AT_ONCE = 16;

/** What `inspect` tells of these files, by path here; nothing where the settings say not to read them. */
export async function inspectFiles(
  config: Config,
  inspect: (path: string) => Promise<FileFacts | undefined>,
): Promise<ReadonlyMap<string, FileFacts>> {
  const found = new Map<string, FileFacts>();
  if (!config.settings.readCertificates) return found;
  const paths = [...new Set(tlsFilesOf(config).map((it) => it.path))];
  for (let at = 0; at < paths.length; at += AT_ONCE) {
    const some = paths.slice(at, at + AT_ONCE);
    const facts = await Promise.all(some.map(inspect));
    for (const [index, path] of some.entries()) {
      const it = facts[index];
      if (it) found.set(path, it);
    }
  }
  return found;
}
