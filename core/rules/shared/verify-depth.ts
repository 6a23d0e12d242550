/** What the rules about verification depths share. */
import { isSelfIssued } from "../../certificates/chain.ts";
import type { X509 } from "../../certificates/x509.ts";
import type { Located } from "../../config/scope.ts";
import type { FileEdit } from "../../finding.ts";
import { counted } from "../../text.ts";
import { insertAfter, replaceArguments } from "./edits.ts";
import { docsAt, fileAt, pathSpan } from "./identity.ts";
import { nameOf } from "./presented.ts";
import type { RuleContext, RuleFix } from "./rule.ts";
import { intermediatesTo, maySign, trustedBy, type Verifier, verifiedFor } from "./verifiers.ts";

/** Beyond this no chain of a real CA goes: public ones have one or two intermediates. */
const MOST_INTERMEDIATES = 9;

/** Reports a depth beyond any chain: each intermediate costs a signature check, and is another hand that can sign. */
export function reportExcessiveDepth(located: Located, ctx: RuleContext): void {
  const text = located.directive.args[0]?.text ?? "";
  const depth = Number(text);
  if (!/^\d+$/.test(text) || depth <= MOST_INTERMEDIATES) return;
  ctx.report({
    file: located.file,
    span: pathSpan(located),
    message: `chains with ${depth} intermediate CAs are accepted, public CAs have one or two`,
    docs: docsAt(located),
    fixes: [allowIntermediates(located, 2)],
  });
}

/** Sets the depth that a directive gives. */
export function allowIntermediates(located: Located, count: number): RuleFix {
  return depthFix(count, replaceArguments(located, String(count)));
}

function depthFix(count: number, edit: FileEdit): RuleFix {
  return { title: `Allow ${counted(count, "intermediate CA")}`, safety: "unsafe", edits: [edit] };
}

/** Reports a depth that is less than the trusted file shows to be needed. */
export function reportShortDepth(verifier: Verifier, ctx: RuleContext): void {
  const { depth, depthName } = verifier;
  const longest = refusedChain(verifier, ctx);
  if (!longest) return;
  const [authorities] = verifier.authorities;
  const place = depth ?? authorities;
  const { count } = longest;
  const fix = depth
    ? allowIntermediates(depth, count)
    : depthFix(count, insertAfter(authorities, [`${depthName} ${count};`]));
  ctx.report({
    file: place.file,
    span: pathSpan(place),
    message: `what "${nameOf(longest.certificate)}" signed is refused: it has ${counted(count, "CA")} below the root, "${depthName}" is ${depthOf(verifier)}`,
    severity: "warning",
    docs: docsAt(place, depthName),
    related: [
      ...(depth ? [fileAt(authorities, "the file with the chain")] : []),
      ...verifiedFor(verifier, place),
    ],
    fixes: [fix],
  });
}

/** The last CA of the longest chain in the trusted file, if the depth does not reach so far. */
export function refusedChain(verifier: Verifier, ctx: RuleContext): Chain | undefined {
  const certificates = trustedBy(verifier, ctx)?.map((it) => it.certificate);
  const longest = certificates && longestOf(certificates);
  return longest && longest.count > depthOf(verifier) ? longest : undefined;
}

/** NaN where it is no number. */
function depthOf({ depth }: Verifier): number {
  const text = depth?.directive.args[0]?.text ?? "1";
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

interface Chain {
  readonly certificate: X509;
  /** How many CAs it has below the root. */
  readonly count: number;
}

/** The CA with the most intermediates up to a root, itself counted. */
function longestOf(all: readonly X509[]): Chain | undefined {
  const ways = all.filter(maySign).flatMap((certificate) => {
    const count = isSelfIssued(certificate) ? 0 : intermediatesTo(certificate, all);
    return count === undefined ? [] : [{ certificate, count }];
  });
  return ways.sort((a, b) => b.count - a.count)[0];
}
