/** Which arguments name files or folders. */
import { syntaxOf } from "../../knowledge/syntax.ts";
import { optionsAt } from "../../knowledge/syntax-form.ts";
import { TLS_FILES, type TlsFileRole } from "../../knowledge/tls-files.ts";
import type { ValueSite } from "./value-site.ts";

export interface PathUse {
  readonly kind: "file" | "folder" | "include";
  /** What TLS expects in the file. */
  readonly role?: TlsFileRole;
  /** Names that are likely meant; undefined: all. */
  readonly extensions?: RegExp;
  /** False for a path that counts from nginx's prefix, which is not known, if it is relative. */
  readonly countsFromFolder: boolean;
  /** Where the path begins in the argument. */
  readonly start: number;
}

/** Undefined for an argument that is no path. */
export function pathUseOf({ name, args, typed, row }: ValueSite): PathUse | undefined {
  const role = TLS_FILES.get(name);
  if (role !== undefined) {
    return args.length === 0 ? { kind: "file", role, countsFromFolder: true, start: 0 } : undefined;
  }
  const known = KNOWN[name];
  if (known) return args.length === known.argument ? { start: 0, ...known } : undefined;
  if (name.endsWith("_by_lua_file")) {
    return { kind: "file", extensions: /\.lua$/, countsFromFolder: false, start: 0 };
  }
  if (NO_PATHS.test(name) || !row) return undefined;
  return documentedUse(args, typed, syntaxOf(row)?.forms ?? []);
}

function documentedUse(
  args: readonly string[],
  typed: string,
  forms: readonly string[],
): PathUse | undefined {
  for (const option of optionsAt(forms, args)) {
    if (option.kind === "literal") continue;
    if (option.kind === "parameter") {
      const isFile = /^<(file|path)>/.test(option.rest) && typed.startsWith(option.text);
      if (isFile) return { kind: "file", countsFromFolder: true, start: option.text.length };
    } else if (/^(file|path|directory)$/.test(option.text)) {
      const kind = option.text === "directory" ? "folder" : "file";
      return { kind, countsFromFolder: FROM_FOLDER.test(args.length > 0 ? "" : kind), start: 0 };
    }
  }
  return undefined;
}

const FROM_FOLDER = /^file$/;

type Known = Omit<PathUse, "start"> & { readonly argument: number };

const SCRIPT = /\.m?js$/;

const KNOWN: Readonly<Record<string, Known>> = {
  include: { kind: "include", countsFromFolder: true, argument: 0 },
  root: { kind: "folder", countsFromFolder: false, argument: 0 },
  alias: { kind: "folder", countsFromFolder: false, argument: 0 },
  js_path: { kind: "folder", countsFromFolder: true, argument: 0 },
  js_import: { kind: "file", extensions: SCRIPT, countsFromFolder: true, argument: 0 },
  load_module: { kind: "file", extensions: /\.so$/, countsFromFolder: false, argument: 0 },
  access_log: { kind: "file", extensions: /\.log$/, countsFromFolder: false, argument: 0 },
  error_log: { kind: "file", extensions: /\.log$/, countsFromFolder: false, argument: 0 },
  pid: { kind: "file", extensions: /\.pid$/, countsFromFolder: false, argument: 0 },
  lock_file: { kind: "file", countsFromFolder: false, argument: 0 },
  auth_basic_user_file: { kind: "file", countsFromFolder: true, argument: 0 },
  geoip2: { kind: "file", extensions: /\.mmdb$/, countsFromFolder: true, argument: 0 },
  modsecurity_rules_file: { kind: "file", countsFromFolder: true, argument: 0 },
  xslt_stylesheet: { kind: "file", extensions: /\.xslt?$/, countsFromFolder: true, argument: 0 },
};

/** Paths of URLs, and of places that nginx fills itself. */
const NO_PATHS =
  /^(proxy_cookie_path|userid_path|try_files|index|listen|sticky|secure_link.*|account_key)$/;
