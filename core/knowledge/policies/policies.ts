/** The policies that the setting `policy` names. */
import { CIS } from "./cis.ts";
import { INTERMEDIATE, MODERN } from "./mozilla.ts";
import { NGINX_DEFAULT } from "./nginx-default.ts";
import type { Policy } from "./policy.ts";

export const POLICIES: readonly [Policy, ...Policy[]] = [INTERMEDIATE, MODERN, CIS, NGINX_DEFAULT];

/** The policy of this id; the default one for a name that is none. */
export function policyNamed(id: string): Policy {
  return POLICIES.find((it) => it.id === id) ?? INTERMEDIATE;
}
