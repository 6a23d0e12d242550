/** `textDocument/semanticTokens`: the whole document, what has changed of it, or a range. */
import {
  type Range,
  SemanticTokensBuilder,
  type TextDocumentIdentifier,
} from "vscode-languageserver";
import { semanticTokens, TOKEN_MODIFIERS, TOKEN_TYPES } from "#core";
import { type Feature, opened } from "./feature.ts";
import { remembered } from "./refresh.ts";
import type { Server } from "./server.ts";
import { offsetAt, toRange } from "./to-protocol.ts";

export const semanticTokensFeature: Feature = {
  capabilities: () => ({
    semanticTokensProvider: {
      legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
      full: { delta: true },
      range: true,
    },
  }),
  listen: (server, guard) => {
    const { connection, documents } = server.workspace;
    const builders = new Map<string, SemanticTokensBuilder>();
    documents.onDidClose(({ document }) => builders.delete(document.uri));
    const provider = connection.languages.semanticTokens;
    provider.on(
      guard.request("semanticTokens", async ({ textDocument }) => {
        const builder = await buildWhole(server, textDocument, builders, "");
        return builder.build();
      }),
    );
    provider.onDelta(
      guard.request("semanticTokens/delta", async ({ textDocument, previousResultId }) => {
        const builder = await buildWhole(server, textDocument, builders, previousResultId);
        return builder.canBuildEdits() ? builder.buildEdits() : builder.build();
      }),
    );
    provider.onRange(
      guard.request("semanticTokens/range", async ({ textDocument, range }) => {
        const builder = new SemanticTokensBuilder();
        for (const it of await answered(server, textDocument, range)) builder.push(...it);
        return builder.build();
      }),
    );
  },
};

type Encoded = readonly [number, number, number, number, number];

/** A builder that holds the present tokens, and those of the last answer if that had this id. */
async function buildWhole(
  server: Server,
  document: TextDocumentIdentifier,
  builders: Map<string, SemanticTokensBuilder>,
  previous: string,
): Promise<SemanticTokensBuilder> {
  const tokens = await answered(server, document);
  const builder = builders.get(document.uri) ?? new SemanticTokensBuilder();
  builders.set(document.uri, builder);
  builder.previousResult(previous);
  for (const it of tokens) builder.push(...it);
  return builder;
}

function answered(
  server: Server,
  document: TextDocumentIdentifier,
  range?: Range,
): Promise<readonly Encoded[]> {
  const compute = () => tokensOf(server, document, range);
  return remembered(server, "semanticTokens", document, compute, digest);
}

/** Of FNV-1a: a whole document of tokens is too much to keep as text. */
function digest(tokens: readonly Encoded[]): string {
  let hash = 0x811c9dc5;
  for (const token of tokens) {
    for (const part of token) hash = Math.imul(hash ^ part, 0x01000193);
  }
  return `${tokens.length} ${hash}`;
}

async function tokensOf(
  server: Server,
  document: TextDocumentIdentifier,
  range?: Range,
): Promise<readonly Encoded[]> {
  const found = await opened(server, document);
  if (!found) return [];
  const { file, configs } = found;
  const { nginxVersion } = await server.workspace.settings.get(document.uri);
  const tokens = semanticTokens(configs[0], file, {
    nginxVersion,
    augments: server.workspace.support.augmentsSyntaxTokens,
    ...(range && {
      range: { start: offsetAt(file, range.start), end: offsetAt(file, range.end) },
    }),
  });
  return tokens.map(({ span, type, modifiers }) => {
    const { line, character } = toRange(span, file).start;
    const bits = modifiers.reduce((sum, it) => sum | (1 << TOKEN_MODIFIERS.indexOf(it)), 0);
    return [line, character, span.end - span.start, TOKEN_TYPES.indexOf(type), bits];
  });
}
