/** Icons of 12 by 12, as SVG paths. */
import type { Badge } from "./geometry.ts";
import type { Look } from "./look.ts";

const BODY = "M2.5 5.5h7v5.5h-7z";
const SHIELD = "M6 .8l4.6 1.5v3.3c0 2.9-1.9 4.8-4.6 5.7C3.3 10.4 1.4 8.5 1.4 5.6V2.3z";

/** Drawn with a line, not filled. */
export const LOOK_ICONS: Readonly<Record<Look, string>> = {
  plain: `${BODY}M4 5.5V3.2a2 2 0 0 1 3.9-.6`,
  local: "M1.5 2h9v6.2h-9zM4 10.6h4M6 8.2v2.4",
  tls: `${BODY}M4 5.5V3.4a2 2 0 0 1 4 0v2.1`,
  unverified: `${BODY}M4 5.5V3.4a2 2 0 0 1 4 0v2.1M4.8 7l2.4 2.4M7.2 7L4.8 9.4`,
  verified: `${SHIELD}M3.9 5.9l1.6 1.6 2.7-3.1`,
  mutual: "M1 4.2h9M7.6 1.8L10 4.2 7.6 6.6M11 8.2H2M4.4 5.8L2 8.2l2.4 2.4",
  unknown: "M3.6 4a2.4 2.4 0 1 1 3.6 2.1C6.4 6.6 6 7 6 7.8M6 9.9v.3",
};

export const BADGE_ICONS: Readonly<Record<Badge["kind"], string>> = {
  error: "M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1zM4 4l4 4M8 4L4 8",
  warning: "M6 1.2L11.3 10.6H.7zM6 4.6v2.6M6 8.9v.3",
  certificate: "M1.2 1.8h9.6v6.4H1.2zM3.2 4h3.2M3.2 6h2M8.6 6.2v4.6L7.4 9.8 6.2 10.8V8.2",
};
