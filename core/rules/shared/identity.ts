/** What the rules about certificates and keys share. */
import { belongTogether, firstKeyOf, leafOf } from "../../certificates/pairing.ts";
import type { Identity } from "../../config/identities.ts";
import { certificatePathFor, keyPathFor } from "../../config/pair-names.ts";
import type { Located, Scope } from "../../config/scope.ts";
import { docUrl } from "../../knowledge/directives.ts";
import type { Span } from "../../text.ts";
import { asWord, insertAfter, replaceWord } from "./edits.ts";
import type { RelatedPlace, RuleContext, RuleFix } from "./rule.ts";

/** The file name a directive gives; "" if it has none. */
export function pathOf(located: Located): string {
  return located.directive.args[0]?.text ?? "";
}

/** The first argument, or the name where there is none. */
export function pathSpan({ directive }: Located): Span {
  return (directive.args[0] ?? directive.name).span;
}

/** The nginx.org page of `name`, by default the directive's own, for the module it stands in. */
export function docsAt(located: Located, name: string = located.directive.name.text): string {
  return docUrl(name, located.scope.place);
}

/** A certificate or key directive, as related information. */
export function fileAt(located: Located, message: string): RelatedPlace {
  return { file: located.file, span: pathSpan(located), message };
}

/** The pass or server that an inherited directive counts for; nothing for one of its own block. */
export function usedBy(identity: Identity, located: Located): readonly RelatedPlace[] {
  const { user } = identity;
  if (!user || (identity.side === "server" && located.scope === identity.scope)) return [];
  const { directive, file } = user;
  const span = identity.side === "upstream" ? pathSpan(user) : directive.name.span;
  return [{ file, span, message: `in force for this ${directive.name.text}` }];
}

/**
 * True if a directive that is not in sight can be in force at `scope`: in an include that can't be read,
 * or around a fragment. Beyond the block that has the directive nothing counts.
 */
export function mayStandUnseen(name: string, scope: Scope): boolean {
  let outermost = scope;
  for (const at of scope.outward()) {
    if (at.hasUnreadInclude) return true;
    if (at.named(name).length > 0) return false;
    outermost = at;
  }
  return outermost.place !== "main";
}

/** True if the files matter: nginx reads them when it starts, or at the handshake. */
export function isInUse(identity: Identity): boolean {
  return identity.isLoaded || identity.tls === "yes";
}

/** True if the directive is half of a pair somewhere else, so that deleting or completing it would be wrong. */
export function isPairedElsewhere(located: Located, ctx: RuleContext): boolean {
  return ctx.config.identities.some(
    (it) =>
      (it.certificates.includes(located) && it.keys.length > 0) ||
      (it.keys.includes(located) && it.certificates.length > 0),
  );
}

/** Adds the key directive that a certificate lacks, behind `anchor`. No fix where no name can be guessed. */
export function addKey(
  certificate: Located,
  keyName: string,
  ctx: RuleContext,
  anchor: Located = certificate,
): readonly RuleFix[] {
  const path = pathOf(certificate);
  const pem = ctx.pem(certificate);
  const [leaf, key] = pem ? [leafOf(pem), firstKeyOf(pem)] : [];
  const isCombined = leaf !== undefined && key !== undefined && belongTogether(leaf, key) !== false;
  const keyPath = isCombined ? path : keyPathFor(path);
  if (isOpaque(path) || (!isCombined && keyPath === path)) return [];
  return [
    {
      title: `Add "${keyName} ${keyPath}"`,
      safety: isCombined && belongTogether(leaf, key) === true ? "safe" : "unsafe",
      edits: [insertAfter(anchor, [`${keyName} ${asWord(keyPath)};`])],
    },
  ];
}

/** Adds the certificate directive that a key lacks. No fix where no name can be guessed. */
export function addCertificate(
  key: Located,
  certificateName: string,
  ctx: RuleContext,
): readonly RuleFix[] {
  const path = pathOf(key);
  const pem = ctx.pem(key);
  const certificatePath = pem && leafOf(pem) ? path : certificatePathFor(path);
  if (isOpaque(path) || (certificatePath === path && !pem)) return [];
  return [
    {
      title: `Add "${certificateName} ${certificatePath}"`,
      safety: "unsafe",
      edits: [insertAfter(key, [`${certificateName} ${asWord(certificatePath)};`])],
    },
  ];
}

/** Names another file in a certificate or key directive. */
export function renameFile(
  located: Located,
  path: string,
  safety: RuleFix["safety"],
): readonly RuleFix[] {
  const [word] = located.directive.args;
  if (!word || word.text === path) return [];
  const title = `Use "${path}" in "${located.directive.name.text}"`;
  return [{ title, safety, edits: [replaceWord(located.file, word, asWord(path))] }];
}

/** Exchanges the file names of two directives. */
export function swapFiles(
  certificate: Located,
  key: Located,
  safety: RuleFix["safety"],
): readonly RuleFix[] {
  const [left] = certificate.directive.args;
  const [right] = key.directive.args;
  if (!left || !right) return [];
  return [
    {
      title: "Swap the certificate and the key",
      safety,
      edits: [
        replaceWord(certificate.file, left, right.raw),
        replaceWord(key.file, right, left.raw),
      ],
    },
  ];
}

/** Key material in the directive itself, or held by an engine. */
export function isOpaque(path: string): boolean {
  return path === "" || /^(data|engine|store):/.test(path);
}

/** True for a file name as nginx uses it: no variable, no placeholder of a template or a manual. */
export function isPlainName(located: Located): boolean {
  const path = pathOf(located);
  return !isOpaque(path) && !/[${}<>%]/.test(path);
}

/** The reason behind a name that a fix had to guess; for `fixSafety`. */
export const GUESSED_NAME: string =
  "A file name that is filled in is a guess: put in the name of the file that exists.";
