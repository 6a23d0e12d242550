import { protocolNamed } from "../knowledge/protocols.ts";
import type { Located } from "./scope.ts";

/** The protocols that directives of one block enable together: nginx ORs repeated lists. */
export function enabledProtocols(directives: readonly Located[]): ReadonlySet<string> {
  const enabled = new Set<string>();
  for (const { directive } of directives) {
    for (const word of directive.args) {
      const name = protocolNamed(word.text);
      if (name !== undefined) enabled.add(name);
    }
  }
  return enabled;
}
