/** What the rules about names, places, forms and repetition have in common. */
import type { Fault } from "../../config/structure.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../settings.ts";
import type { Severity } from "../../severity.ts";
import type { RuleContext } from "./rule.ts";

export type FaultOf<K extends Fault["kind"]> = Extract<Fault, { readonly kind: K }>;

export function faultsOf<K extends Fault["kind"]>(ctx: RuleContext, kind: K): FaultOf<K>[] {
  return ctx.config.faults.filter((it): it is FaultOf<K> => it.kind === kind);
}

/** Whether nginx surely refuses what its version decides: only if somebody has said which version it is. */
export function severityByVersion(settings: Settings): Severity {
  return isVersionGuessed(settings) ? "warning" : "error";
}

/** True if nobody has said which nginx it is. */
export function isVersionGuessed({ nginxVersion }: Settings): boolean {
  return nginxVersion === DEFAULT_SETTINGS.nginxVersion;
}

/** The same of what the version of OpenSSL decides. */
export function severityByOpenssl({ opensslVersion }: Settings): Severity {
  return opensslVersion === DEFAULT_SETTINGS.opensslVersion ? "warning" : "error";
}

/** That version of nginx, or for a directive of njs, which has versions of its own, the njs of its time. */
export function nginxOf(directive: string, version: string): string {
  return `${directive.startsWith("js_") ? "the njs packaged for " : ""}nginx ${version}`;
}
