import type { Config } from "../../config/config.ts";
import type { TlsConnection } from "../../config/connections.ts";
import type { Cursor } from "../cursor.ts";

/** The connections to upstreams that the cursor is at: that of its directive, else those of its block. */
export function connectionsAt(config: Config, cursor: Cursor): readonly TlsConnection[] {
  const here = config.connections.filter((it) => it.pass.file.path === cursor.file.path);
  const own = here.filter((it) => it.pass.directive === cursor.directive);
  if (own.length > 0) return own;
  for (const block of cursor.blocks.toReversed()) {
    const inside = here.filter((it) => it.scope.opener?.directive === block);
    if (inside.length > 0) return inside;
  }
  return [];
}
