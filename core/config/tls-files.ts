/** The files of TLS that a configuration names. */
import { TLS_FILES, type TlsFileRole } from "../knowledge/tls-files.ts";
import { type Config, isPlainPath, resolveFile } from "./config.ts";
import type { Located } from "./scope.ts";

export interface TlsFile {
  readonly located: Located;
  readonly role: TlsFileRole;
  /** Where the file lies here. */
  readonly path: string;
}

/** Each directive that names a file of TLS by a plain path, whether nginx opens it or not. */
export function tlsFilesOf(config: Config): readonly TlsFile[] {
  let known = KNOWN.get(config);
  if (!known) {
    known = collect(config);
    KNOWN.set(config, known);
  }
  return known;
}

const KNOWN = new WeakMap<Config, readonly TlsFile[]>();

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
