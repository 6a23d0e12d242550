/** `nginx-tls.json`: the settings of a project, for the editor and the command line alike. */
import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import { suggestWord } from "../knowledge/typos.ts";
import { readLayer, type SettingProblem } from "../setting-values.ts";
import { SETTINGS, type SettingDescriptor, type Settings } from "../settings.ts";
import type { Span } from "../text.ts";
import { globMatcher } from "./globs.ts";
import { folderOf, isAbsolute, isBelow, join, normalize } from "./paths.ts";

export const PROJECT_FILE = "nginx-tls.json";

/** The settings that it may give: not those of the user's machine, such as which program is run. */
export const PROJECT_SETTINGS: readonly SettingDescriptor[] = SETTINGS.filter(
  ({ scope }) => scope === "resource" || scope === "machine-overridable",
);

export interface ProjectFile {
  readonly path: string;
  readonly text: string;
  /** True if no file of the folders above counts beside it. */
  readonly isRoot: boolean;
  readonly values: Partial<Settings>;
  /** In the order written: a later one counts more. */
  readonly overrides: readonly Override[];
  readonly problems: readonly ProjectFileProblem[];
}

/** Settings for some of the files below the project file's folder. */
export interface Override {
  readonly files: readonly string[];
  readonly values: Partial<Settings>;
  matches(path: string): boolean;
}

export interface ProjectFileProblem {
  readonly span: Span;
  readonly message: string;
}

/** Reads JSON with comments. What is not usable is a problem, and the rest applies. */
export function parseProjectFile(
  path: string,
  text: string,
  ruleIds: ReadonlySet<string>,
): ProjectFile {
  const reader = new Reader(path, text, ruleIds);
  return reader.read();
}

/** Names beside the settings; `overrides` are objects of settings with `files`. */
const TOP: readonly string[] = ["$schema", "root", "overrides"];

class Reader {
  readonly #path: string;
  readonly #text: string;
  readonly #ruleIds: ReadonlySet<string>;
  readonly #problems: ProjectFileProblem[] = [];

  constructor(path: string, text: string, ruleIds: ReadonlySet<string>) {
    this.#path = path;
    this.#text = text;
    this.#ruleIds = ruleIds;
  }

  read(): ProjectFile {
    const errors: ParseError[] = [];
    const root = parseTree(this.#text, errors, { allowTrailingComma: true });
    for (const { error, offset, length } of errors) {
      this.#report({ start: offset, end: offset + length }, `${wordsOf(error)}`);
    }
    if (root && root.type !== "object") this.#report(spanOf(root), "settings must be an object");
    const object = root?.type === "object" ? root : undefined;
    return {
      path: this.#path,
      text: this.#text,
      isRoot: this.#flag(object, "root"),
      values: this.#settings(object, TOP),
      overrides: this.#overrides(object),
      problems: this.#problems,
    };
  }

  #overrides(object: Node | undefined): readonly Override[] {
    const list = object && findNodeAtLocation(object, ["overrides"]);
    if (!list) return [];
    if (list.type !== "array") {
      this.#report(spanOf(list), '"overrides" must be a list');
      return [];
    }
    return (list.children ?? []).flatMap((it) => this.#override(it) ?? []);
  }

  #override(node: Node): Override | undefined {
    const named: unknown =
      node.type === "object" && plainValue(findNodeAtLocation(node, ["files"]));
    const files = Array.isArray(named) ? named.filter((it) => typeof it === "string") : [];
    if (files.length === 0) {
      this.#report(spanOf(node), '"files" must be a list of patterns such as "sites/*.conf"');
      return undefined;
    }
    const matchers = files.map(globMatcher);
    const folder = folderOf(this.#path);
    return {
      files,
      values: this.#settings(node, ["files"]),
      matches: (path) => {
        if (!isBelow(path, folder)) return false;
        const below = path.slice(folder.length).replace(/^\//, "");
        return matchers.some((it) => it(below));
      },
    };
  }

  #settings(object: Node | undefined, others: readonly string[]): Partial<Settings> {
    if (!object) return {};
    this.#checkNames(object, "", [...namesBelow(""), ...others]);
    const { values, problems } = readLayer(plainValue(object), this.#ruleIds, "", PROJECT_SETTINGS);
    for (const it of problems) this.#report(spanAt(object, it), it.message);
    return located(values, folderOf(this.#path));
  }

  #checkNames(object: Node, prefix: string, known: readonly string[]): void {
    for (const { children: [key, value] = [] } of object.children ?? []) {
      if (!key) continue;
      const name = String(key.value);
      const inner = namesBelow(`${prefix}${name}.`);
      if (!known.includes(name)) {
        this.#report(spanOf(key), `there is no setting "${prefix}${name}"${hintFor(name, known)}`);
      } else if (inner.length > 0 && value?.type === "object") {
        this.#checkNames(value, `${prefix}${name}.`, inner);
      } else if (inner.length > 0 && value) {
        this.#report(spanOf(value), `"${prefix}${name}" must be an object`);
      }
    }
  }

  #flag(object: Node | undefined, name: string): boolean {
    const node = object && findNodeAtLocation(object, [name]);
    if (node && node.type !== "boolean") {
      this.#report(spanOf(node), `"${name}" must be true or false`);
    }
    return node?.value === true;
  }

  #report(span: Span, message: string): void {
    this.#problems.push({ span, message });
  }
}

/** What to write in place of a name that is none here; names as editors have them are told how to stand here. */
function hintFor(name: string, known: readonly string[]): string {
  const setting = PROJECT_SETTINGS.find((it) => it.name === name.replace(/^nginxTls\./, ""));
  const [group, inner] = setting?.name.split(".") ?? [];
  if (inner !== undefined) return `; write "${group}": { "${inner}": … }`;
  if (group !== undefined && group !== name) return `; here it is "${group}"`;
  const meant = suggestWord(name, known);
  return meant === undefined ? "" : `; did you mean "${meant}"?`;
}

/** The next part of the names of settings that start with `prefix`. */
function namesBelow(prefix: string): readonly string[] {
  const names = PROJECT_SETTINGS.map((it) => it.name).filter((it) => it.startsWith(prefix));
  return [...new Set(names.map((it) => it.slice(prefix.length).replace(/\..*/, "")))];
}

/** Relative files and folders count from the project file's own folder. */
function located(values: Partial<Settings>, folder: string): Partial<Settings> {
  const { mainFile, pathMap } = values;
  const here = (name: string) => {
    const path = name.replaceAll("\\", "/");
    return isAbsolute(path) ? path : normalize(join(folder, path));
  };
  return {
    ...values,
    ...(mainFile && { mainFile: here(mainFile) }),
    ...(pathMap && {
      pathMap: Object.fromEntries(Object.entries(pathMap).map(([from, to]) => [from, here(to)])),
    }),
  };
}

function plainValue(node: Node | undefined): unknown {
  return node && getNodeValue(node);
}

function spanOf({ offset, length }: Node): Span {
  return { start: offset, end: offset + length };
}

/** The value that a problem is about; its key, where the key is at fault. */
function spanAt(object: Node, { at, message }: SettingProblem): Span {
  const node = findNodeAtLocation(object, [...at]) ?? object;
  const key = node.parent?.children?.[0];
  return spanOf(key && message.includes("unknown rule") ? key : node);
}

/** `ValueExpected` as "value expected". */
function wordsOf(error: number): string {
  return printParseErrorCode(error)
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase();
}
