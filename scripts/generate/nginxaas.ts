/** `core/knowledge/generated/nginxaas.ts`: the directives that NGINXaaS documents as supported. */
import { compare, HEADER, linesConstant, type Output, readSource } from "./output.ts";

interface Lists {
  readonly azure: readonly string[];
  /** AWS and Google Cloud have one list. */
  readonly others: readonly string[];
}

/** A line for each name: `name`, followed by `azure` or `others` where only one of them lists it. */
export function nginxaas(): Output[] {
  const { azure, others } = readSource<Lists>("nginxaas.json");
  const [onAzure, onOthers] = [new Set(azure), new Set(others)];
  const lines = [...new Set([...azure, ...others])].sort(compare).map((name) => {
    if (!onOthers.has(name)) return `${name} azure`;
    return onAzure.has(name) ? name : `${name} others`;
  });
  const text = [
    HEADER,
    "// Decoded by ../nginxaas.ts.",
    "",
    linesConstant("LISTED", lines),
    "",
  ].join("\n");
  return [{ path: "core/knowledge/generated/nginxaas.ts", text }];
}
