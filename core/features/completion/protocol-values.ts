/** TLS versions for `ssl_protocols` and its kin: the ones that are not listed yet, by the policy's word. */
import { policyNamed } from "../../knowledge/policies/policies.ts";
import {
  acceptedProtocols,
  PROTOCOL_DIRECTIVES,
  protocolNamed,
  RETIRED_PROTOCOLS,
} from "../../knowledge/protocols.ts";
import { type CompletionItem, RANK } from "./item.ts";
import { type Source, whole } from "./value-site.ts";

export const protocolValues: Source = ({ name, args, settings }) => {
  if (!PROTOCOL_DIRECTIVES.includes(name)) return undefined;
  const policy = policyNamed(settings.policy);
  const allowed = policy.protocols(settings.nginxVersion, name);
  const listed = args.map(protocolNamed);
  const items = acceptedProtocols(name)
    .filter((it) => !listed.includes(it))
    .toReversed()
    .map((label): CompletionItem => {
      const retired = RETIRED_PROTOCOLS.get(label);
      return {
        label,
        kind: "value",
        insert: label,
        parameterOf: { name, page: "" },
        rank: retired === undefined ? RANK.usual : RANK.weak,
        ...(retired !== undefined && { deprecated: true, detail: `retired by ${retired}` }),
      };
    });
  const text = allowed.join(" ");
  if (args.length > 0 || allowed.length < 2) return whole(items);
  const all: CompletionItem = {
    label: text,
    kind: "value",
    insert: text,
    rank: RANK.recommended,
    detail: policy.label,
    preselect: true,
    phrase: true,
  };
  return whole([all, ...items]);
};
