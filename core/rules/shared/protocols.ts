/** What the rules about protocol lists share. */
import { enabledProtocols } from "../../config/enabled-protocols.ts";
import type { Located } from "../../config/scope.ts";
import { protocolNamed } from "../../knowledge/protocols.ts";

export function hasProtocol(directives: readonly Located[], name: string): boolean {
  return enabledProtocols(directives).has(name);
}

/** True if a list has a word that is no version, so that what it is meant to enable is not known. */
export function hasUnknownProtocol(directives: readonly Located[]): boolean {
  return directives.some(({ directive }) =>
    directive.args.some((it) => protocolNamed(it.text) === undefined),
  );
}

/** TLS versions that OpenSSL 3 is built with, oldest first; SSL 2.0 and 3.0 are not. */
const AVAILABLE = ["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"];

/** The first version left out between two enabled ones; undefined if there is no gap. */
export function protocolGap(enabled: ReadonlySet<string>): string | undefined {
  const on = AVAILABLE.map((it) => enabled.has(it));
  const first = on.indexOf(true);
  const gap = on.indexOf(false, first);
  return first >= 0 && gap >= 0 && on.indexOf(true, gap) >= 0 ? AVAILABLE[gap] : undefined;
}
