/** Everything the server offers beyond diagnostics and their fixes. */
import { codeLensFeature } from "./code-lens.ts";
import { completionFeature } from "./completion.ts";
import { definitionFeature } from "./definition.ts";
import { documentHighlightFeature } from "./document-highlight.ts";
import { documentLinkFeature } from "./document-link.ts";
import { documentSymbolFeature } from "./document-symbol.ts";
import type { Feature } from "./feature.ts";
import { foldingRangeFeature } from "./folding-range.ts";
import { formattingFeature } from "./formatting.ts";
import { hoverFeature } from "./hover.ts";
import { inlayHintFeature } from "./inlay-hint.ts";
import { mapFeature } from "./map.ts";
import { probeFeature } from "./probe.ts";
import { referencesFeature } from "./references.ts";
import { refreshFeature } from "./refresh.ts";
import { renameFeature } from "./rename.ts";
import { selectionRangeFeature } from "./selection-range.ts";
import { semanticTokensFeature } from "./semantic-tokens.ts";
import { signatureHelpFeature } from "./signature-help.ts";
import { testWithNginxFeature } from "./test-with-nginx.ts";
import { workspaceSymbolFeature } from "./workspace-symbol.ts";

export const FEATURES: readonly Feature[] = [
  codeLensFeature,
  mapFeature,
  completionFeature,
  hoverFeature,
  inlayHintFeature,
  signatureHelpFeature,
  formattingFeature,
  testWithNginxFeature,
  probeFeature,
  definitionFeature,
  documentHighlightFeature,
  documentLinkFeature,
  documentSymbolFeature,
  foldingRangeFeature,
  referencesFeature,
  refreshFeature,
  renameFeature,
  selectionRangeFeature,
  semanticTokensFeature,
  workspaceSymbolFeature,
];
