/** `textDocument/inlayHint`: values in force that are not written; off unless the settings ask for them. */
import type {
  InlayHintLabelPart,
  InlayHintParams,
  InlayHint as ProtocolHint,
} from "vscode-languageserver";
import { type HintPart, inlayHints } from "#core";
import { type Feature, type Opened, opened } from "./feature.ts";
import { remembered } from "./refresh.ts";
import type { Server } from "./server.ts";
import { offsetAt, toRange } from "./to-protocol.ts";

export const inlayHintFeature: Feature = {
  capabilities: () => ({ inlayHintProvider: true }),
  listen: (server, guard) => {
    server.workspace.connection.languages.inlayHint.on(
      guard.request("inlayHint", (it) =>
        remembered(server, "inlayHint", it.textDocument, () => inlayHint(server, it)),
      ),
    );
  },
};

async function inlayHint(
  server: Server,
  { textDocument, range }: InlayHintParams,
): Promise<ProtocolHint[] | null> {
  const choice = (await server.workspace.settings.get(textDocument.uri)).inlayHints;
  if (choice === "off") return null;
  const found = await opened(server, textDocument);
  if (!found) return null;
  const { file, configs } = found;
  const span = { start: offsetAt(file, range.start), end: offsetAt(file, range.end) };
  return inlayHints(configs[0], file, choice, span).map(({ offset, parts, apart }) => ({
    position: toRange({ start: offset, end: offset }, file).start,
    label: parts.flatMap((it, index) => [
      ...(index > 0 ? [{ value: ", " }] : []),
      labelPart(it, found),
    ]),
    paddingLeft: apart,
  }));
}

function labelPart({ text, explanation, origin }: HintPart, { view }: Opened): InlayHintLabelPart {
  const location = origin && {
    uri: view.uris.uri(origin.file.path),
    range: toRange(origin.directive.span, origin.file),
  };
  return { value: text, tooltip: explanation, ...(location && { location }) };
}
