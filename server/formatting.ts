/**
 * Formatting by document, range and typed character. Offered only while the settings say so, so that a user of
 * another formatter is not asked which of the two is meant.
 */
import {
  type Disposable,
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
} from "vscode-languageserver";
import { documentFormatting } from "./document-formatting.ts";
import type { Feature } from "./feature.ts";
import { documentOnTypeFormatting } from "./on-type-formatting.ts";
import { documentRangeFormatting } from "./range-formatting.ts";
import type { Server } from "./server.ts";

export const formattingFeature: Feature = {
  capabilities: ({ registerFormatting }) =>
    registerFormatting
      ? {}
      : {
          documentFormattingProvider: true,
          documentRangeFormattingProvider: true,
          documentOnTypeFormattingProvider: CHARACTERS,
        },
  listen: (server, guard) => {
    const { connection } = server.workspace;
    connection.onDocumentFormatting(
      guard.request("formatting", (it) => documentFormatting(server, it)),
    );
    connection.onDocumentRangeFormatting(
      guard.request("rangeFormatting", (it) => documentRangeFormatting(server, it)),
    );
    connection.onDocumentOnTypeFormatting(
      guard.request("onTypeFormatting", (it) => documentOnTypeFormatting(server, it)),
    );
  },
  configured: async (server) => {
    const { support, settings } = server.workspace;
    if (!support.registerFormatting) return;
    const { formatEnabled } = await settings.general();
    const offer = OFFERS.get(server) ?? { offered: false, registered: Promise.resolve([]) };
    OFFERS.set(server, offer);
    if (formatEnabled === offer.offered) return;
    offer.offered = formatEnabled;
    offer.registered = offer.registered.then((before) => {
      for (const it of before) it.dispose();
      return formatEnabled ? register(server) : [];
    });
    await offer.registered;
  },
};

/** Whether the client knows of it, and what takes that back. */
interface Offer {
  offered: boolean;
  registered: Promise<readonly Disposable[]>;
}

const OFFERS = new WeakMap<Server, Offer>();

const CHARACTERS = { firstTriggerCharacter: "}", moreTriggerCharacter: [";", "\n"] };

async function register({ workspace: { connection } }: Server): Promise<Disposable[]> {
  const options = { documentSelector: null };
  return [
    await connection.client.register(DocumentFormattingRequest.type, options),
    await connection.client.register(DocumentRangeFormattingRequest.type, options),
    await connection.client.register(DocumentOnTypeFormattingRequest.type, {
      ...options,
      ...CHARACTERS,
    }),
  ];
}
