/** Everything the server offers beyond diagnostics and their fixes. */
import type { Feature } from "./feature.ts";
import { formattingFeature } from "./formatting.ts";
import { hoverFeature } from "./hover.ts";

export const FEATURES: readonly Feature[] = [hoverFeature, formattingFeature];
