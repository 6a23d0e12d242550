/** The shared memory zones that directives declare and use. */
import { parseSize } from "../knowledge/values/scalars.ts";
import type { Word } from "../syntax/tree.ts";
import type { Located, Scope } from "./scope.ts";

export interface ZoneMention {
  readonly name: string;
  /** Bytes; 0 where the zone is only named. */
  readonly size: number;
  /** Whose zone it is: nginx keeps one name from being used by two modules. */
  readonly owner: string;
  readonly word: Word;
  readonly located: Located;
  /** True if a second declaration is an error, whatever its size. */
  readonly once: boolean;
}

/** In the order nginx reads them; without those whose names have variables, and those in blocks out of place. */
export function* zoneMentions(root: Scope): Generator<ZoneMention> {
  for (const located of root.readingOrder(READERS.keys())) {
    if (located.scope.place === "other") continue;
    const found = READERS.get(located.directive.name.text)?.(located);
    for (const it of found ?? []) if (!it.name.includes("$")) yield { ...it, located };
  }
}

type Reader = (located: Located) => readonly Omit<ZoneMention, "located">[];

/** `PREFIXname:size`; the last one counts. */
function declared(prefix: string, owner: (located: Located) => string, once: boolean): Reader {
  return (located) => {
    const word = located.directive.args.findLast((it) => it.text.startsWith(prefix));
    const [name = "", bytes = ""] = splitAtColon(word?.text.slice(prefix.length) ?? "");
    const size = parseSize(bytes);
    if (!word || size === undefined || name === "") return [];
    return [{ name, size, owner: owner(located), word, once }];
  };
}

function splitAtColon(text: string): readonly string[] {
  const colon = text.indexOf(":");
  return colon < 0 ? [text] : [text.slice(0, colon), text.slice(colon + 1)];
}

function used(prefix: string, owner: (located: Located) => string): Reader {
  return (located) => {
    const word = located.directive.args.findLast((it) => it.text.startsWith(prefix));
    const name = word?.text.slice(prefix.length) ?? "";
    return word && name !== "" ? [{ name, size: 0, owner: owner(located), word, once: false }] : [];
  };
}

function firstArgument(owner: (located: Located) => string): Reader {
  return (located) => {
    const [word] = located.directive.args;
    return word ? [{ name: word.text, size: 0, owner: owner(located), word, once: false }] : [];
  };
}

const inFamily = (name: string) => (located: Located) =>
  `${located.scope.place.replace(/\/.*/, "")} ${name}`;
const module = (name: string) => () => name;

const CACHES = ["proxy", "fastcgi", "scgi", "uwsgi"];

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["limit_req_zone", declared("zone=", module("limit_req"), true)],
  ["limit_req", used("zone=", module("limit_req"))],
  ["limit_conn_zone", declared("zone=", inFamily("limit_conn"), true)],
  ["limit_conn", firstArgument(inFamily("limit_conn"))],
  ["ssl_session_cache", declared("shared:", inFamily("ssl"), false)],
  ["ssl_ocsp_cache", declared("shared:", inFamily("ocsp"), false)],
  ["zone", upstreamZone],
  ...CACHES.flatMap((it): [string, Reader][] => [
    [`${it}_cache_path`, declared("keys_zone=", module(`${it}_cache`), true)],
    [
      `${it}_cache`,
      (located) => (isOff(located) ? [] : firstArgument(module(`${it}_cache`))(located)),
    ],
  ]),
]);

function isOff({ directive }: Located): boolean {
  return directive.args[0]?.text === "off";
}

function upstreamZone(located: Located): readonly Omit<ZoneMention, "located">[] {
  const [word, bytes] = located.directive.args;
  const size = bytes ? parseSize(bytes.text) : 0;
  if (!word || size === undefined || !located.scope.place.endsWith("/upstream")) return [];
  const owner = inFamily("upstream")(located);
  return [{ name: word.text, size, owner, word, once: false }];
}
