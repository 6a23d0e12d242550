/** Sorts nginx's messages, and ours in its words, by the step of reading that they come from. */

/** "value" is everything that a directive's own handler, or the check of the whole configuration, says. */
export type Kind =
  | "syntax"
  | "unknown directive"
  | "context"
  | "args"
  | "duplicate"
  | "no events"
  | "value";

const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/^unknown directive /, "unknown directive"],
  [/^"[^"]*" directive is not allowed here/, "context"],
  [/^invalid number of (arguments in|the (map|geo) parameters)|^invalid parameters number/, "args"],
  [
    /^"[^"]*" directive is duplicate|^(a )?duplicate (listen|location|upstream|"|default|zone)/,
    "duplicate",
  ],
  [/^no "events" section/, "no events"],
  [
    /^unexpected ("[^"]*""?( in condition)?$|end of (file|parameter))|^too long parameter|^directive ".*" (is not terminated|has no opening)|^the closing bracket in/s,
    "syntax",
  ],
];

export function kindOf(message: string): Kind {
  if (/ in condition$/.test(message)) return "value";
  return KINDS.find(([pattern]) => pattern.test(message))?.[1] ?? "value";
}
