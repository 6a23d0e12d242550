/** The arguments of `location`, as `ngx_http_core_location` reads them. */

export interface LocationName {
  /** "": a prefix. */
  readonly modifier: "" | "=" | "^~" | "~" | "~*";
  /** Path, pattern, or the name with its `@`. */
  readonly name: string;
  readonly named: boolean;
}

const MODIFIERS = ["=", "^~", "~", "~*"] as const;

/** Undefined for a modifier that nginx does not know. */
export function readLocation(args: readonly string[]): LocationName | undefined {
  const [first = "", second] = args;
  if (second !== undefined) {
    const modifier = MODIFIERS.find((it) => it === first);
    return modifier && { modifier, name: second, named: false };
  }
  const modifier = (["=", "^~", "~*", "~"] as const).find((it) => first.startsWith(it)) ?? "";
  return { modifier, name: first.slice(modifier.length), named: first.startsWith("@") };
}

export function isRegexLocation({ modifier }: LocationName): boolean {
  return modifier === "~" || modifier === "~*";
}

/** What nginx says of a location directly inside another one; undefined if it accepts it. */
export function nestingFault(inner: LocationName, outer: LocationName): string | undefined {
  const [child, parent] = [`location "${inner.name}"`, `location "${outer.name}"`];
  if (outer.modifier === "=") return `${child} cannot be inside the exact ${parent}`;
  if (outer.named) return `${child} cannot be inside the named ${parent}`;
  if (inner.named) return `named ${child} can be on the server level only`;
  if (isRegexLocation(inner) || inner.name.startsWith(outer.name)) return undefined;
  return `${child} is outside ${parent}`;
}
