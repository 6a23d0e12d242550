/** What the rules about verification depths share. */
import { isSelfIssued } from "../certificates/chain.ts";
import type { X509 } from "../certificates/x509.ts";
import type { Word } from "../syntax/tree.ts";
import { insertAfter, replaceArguments } from "./edits.ts";
import { docsAt, fileAt, pathSpan } from "./identity.ts";
import { nameOf } from "./presented.ts";
import type { RuleContext } from "./rule.ts";
import { intermediatesTo, maySign, trustedBy, type Verifier, verifiedFor } from "./verifiers.ts";

/** Beyond this no chain of a real CA goes: public ones have one or two intermediates. */
const MOST_INTERMEDIATES = 9;

/** The depth, if it is larger than any chain. */
export function excessiveDepth(word: Word | undefined): number | undefined {
  if (!word || !/^\d+$/.test(word.text)) return undefined;
  const depth = Number(word.text);
  return depth > MOST_INTERMEDIATES ? depth : undefined;
}

/** Each intermediate of a chain costs a signature check, and another hand that can sign. */
export function excessiveMessage(depth: number): string {
  return `chains with ${depth} intermediate CAs are accepted, public CAs have one or two`;
}

/** Reports a depth that is less than the trusted file shows to be needed. */
export function reportShortDepth(verifier: Verifier, ctx: RuleContext): void {
  const { depth, depthName } = verifier;
  const text = depth?.directive.args[0]?.text ?? "1";
  const certificates = trustedBy(verifier, ctx)?.map((it) => it.certificate);
  const longest = certificates && longestOf(certificates);
  if (!longest || !/^\d+$/.test(text) || longest.count <= Number(text)) return;
  const [authorities] = verifier.authorities;
  const place = depth ?? authorities;
  const needed = String(longest.count);
  const plural = longest.count === 1 ? "CA" : "CAs";
  const edit = depth
    ? replaceArguments(depth, needed)
    : insertAfter(authorities, [`${depthName} ${needed};`]);
  ctx.report({
    file: place.file,
    span: pathSpan(place),
    message: `what "${nameOf(longest.certificate)}" signed is refused: it has ${needed} ${plural} below the root, "${depthName}" is ${Number(text)}`,
    severity: "warning",
    docs: docsAt(place, depthName),
    related: [
      ...(depth ? [fileAt(authorities, "the file with the chain")] : []),
      ...verifiedFor(verifier, place),
    ],
    fixes: [{ title: `Allow ${needed} intermediate ${plural}`, safety: "unsafe", edits: [edit] }],
  });
}

/** The CA with the most intermediates up to a root, itself counted. */
function longestOf(
  all: readonly X509[],
): { readonly certificate: X509; readonly count: number } | undefined {
  const ways = all.filter(maySign).flatMap((certificate) => {
    const count = isSelfIssued(certificate) ? 0 : intermediatesTo(certificate, all);
    return count === undefined ? [] : [{ certificate, count }];
  });
  return ways.sort((a, b) => b.count - a.count)[0];
}
