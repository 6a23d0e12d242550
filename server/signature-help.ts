/** `textDocument/signatureHelp`: the forms of the directive that is being written. */
import type { SignatureHelp, SignatureHelpParams } from "vscode-languageserver";
import { type SignatureAnswer, signatureAt } from "#core";
import type { ClientSupport } from "./client-support.ts";
import { asked, type Feature } from "./feature.ts";
import type { Server } from "./server.ts";

export const signatureHelpFeature: Feature = {
  capabilities: () => ({
    signatureHelpProvider: { triggerCharacters: [" "], retriggerCharacters: [" "] },
  }),
  listen: (server, guard) => {
    server.workspace.connection.onSignatureHelp(
      guard.request("signatureHelp", (it) => signatureHelp(server, it)),
    );
  },
};

async function signatureHelp(
  server: Server,
  params: SignatureHelpParams,
): Promise<SignatureHelp | null> {
  const found = await asked(server, params);
  if (!found) return null;
  const answer = signatureAt({
    configs: found.configs,
    file: found.file,
    offset: found.cursor.offset,
    documentation: await server.documentation(),
  });
  return answer ? toSignatureHelp(answer, server.workspace.support) : null;
}

/** An index behind the last parameter marks none, for clients that know no null. */
function toSignatureHelp(
  { signatures, active, documentation }: SignatureAnswer,
  { labelOffsets }: ClientSupport,
): SignatureHelp {
  return {
    activeSignature: active,
    activeParameter: signatures[active]?.active ?? signatures[active]?.parameters.length ?? 0,
    signatures: signatures.map((it) => ({
      label: it.label,
      parameters: it.parameters.map(([start, end], index) => ({
        label: labelOffsets ? [start, end] : it.label.slice(start, end),
        ...(index === it.active &&
          it.about !== undefined && { documentation: { kind: "markdown", value: it.about } }),
      })),
      activeParameter: it.active ?? it.parameters.length,
      ...(documentation !== undefined && {
        documentation: { kind: "markdown", value: documentation },
      }),
    })),
  };
}
