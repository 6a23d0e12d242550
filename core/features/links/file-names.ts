/** The arguments that name a file, as nginx reads them. */
import { isPlainPath } from "../../config/config.ts";
import { TLS_FILES } from "../../knowledge/tls-files.ts";
import type { Directive, Word } from "../../syntax/tree.ts";

export interface FileName {
  readonly word: Word;
  /** False for a path that counts from nginx's prefix, which is not known, if it is relative. */
  readonly countsFromFolder: boolean;
}

/** Other directives whose argument is a file that counts from the main file's folder. */
const FROM_FOLDER: ReadonlyMap<string, number> = new Map([
  ["auth_basic_user_file", 0],
  ["auth_jwt_key_file", 0],
  ["geoip2", 0],
  ["geoip_city", 0],
  ["geoip_country", 0],
  ["geoip_org", 0],
  ["js_import", -1],
  ["modsecurity_rules_file", 0],
  ["perl_require", 0],
  ["xslt_stylesheet", 0],
]);

/** The file names among a directive's arguments; an `include` is none of them. */
export function fileNamesIn({ name: { text: name }, args, code }: Directive): readonly FileName[] {
  if (code) return [];
  const index = TLS_FILES.has(name) ? 0 : FROM_FOLDER.get(name);
  if (index !== undefined) return named(args.at(index), true);
  if (name.endsWith("_by_lua_file")) return named(args[name === "set_by_lua_file" ? 1 : 0], false);
  return name === "alias" || name === "load_module" ? named(args[0], false) : [];
}

function named(word: Word | undefined, countsFromFolder: boolean): readonly FileName[] {
  return word && isPlainPath(word.text) ? [{ word, countsFromFolder }] : [];
}
