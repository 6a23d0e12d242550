/** `nginxTls/testWithNginx`: what real nginx says of the configuration as it stands in the editor. */
import {
  type Diagnostic,
  DiagnosticSeverity,
  LSPErrorCodes,
  ResponseError,
  type TextDocumentIdentifier,
} from "vscode-languageserver";
import type { NginxMessage, NginxVerdict } from "#core";
import { type Feature, type Opened, opened } from "./feature.ts";
import { type NginxTestReport, TestWithNginx } from "./protocol.ts";
import type { Server, Tools } from "./server.ts";
import { toRange, type View } from "./to-protocol.ts";

export const testWithNginxFeature: Feature = {
  capabilities: () => ({}),
  listen: (server, guard) => {
    server.workspace.connection.onRequest(
      TestWithNginx,
      guard.request("testWithNginx", (document) => testDocument(server, document)),
    );
  },
};

async function testDocument(
  server: Server,
  document: TextDocumentIdentifier,
): Promise<NginxTestReport> {
  const tools = toolsOf(server);
  const found = await opened(server, document);
  if (!found) throw new ResponseError(LSPErrorCodes.RequestFailed, "the document is not open");
  const { settings } = await server.checker.options(document.uri);
  const [config] = found.configs;
  const result = await tools.testWithNginx({ binary: settings.nginxPath, config });
  if (result.kind === "failed") {
    const summary = `nginx could not be run: ${result.reason}`;
    return { outcome: "failed", summary, diagnostics: [], environment: [], output: "" };
  }
  const { verdict, output } = result;
  return {
    outcome: verdict.outcome,
    summary: summaryOf(verdict),
    diagnostics: diagnosticsOf(verdict, found),
    environment: verdict.environment,
    output,
  };
}

/** Refuses what runs programs or opens connections where that is not allowed. */
export function toolsOf({ tools, workspace }: Server): Tools {
  const refuse = (why: string) => new ResponseError(LSPErrorCodes.RequestFailed, why);
  if (!tools) throw refuse("this server runs no programs and makes no connections");
  if (workspace.folders.restricted) throw refuse("not in an untrusted workspace");
  if (!workspace.uris.isLocal) throw refuse("the files are not on this machine");
  return tools;
}

function summaryOf({ outcome, messages, environment }: NginxVerdict): string {
  if (outcome === "accepted") {
    const warnings = messages.length === 1 ? "a warning" : `${messages.length} warnings`;
    const end = messages.length === 0 ? "" : `, with ${warnings}`;
    return `nginx accepts the configuration${end}`;
  }
  const error = messages.find((it) => it.severity === "error");
  if (error) return `nginx refuses the configuration: ${error.text}`;
  return `nginx can't judge the configuration on this machine: ${environment[0] ?? "no reason given"}`;
}

function diagnosticsOf(
  { messages }: NginxVerdict,
  { configs: [config], view }: Opened,
): NginxTestReport["diagnostics"] {
  return [...config.files.keys()].map((path) => ({
    uri: view.uris.uri(path),
    diagnostics: messages.filter((it) => it.file === path).map((it) => toDiagnostic(it, view)),
  }));
}

function toDiagnostic(
  { severity, text, span, file, attributed }: NginxMessage,
  view: View,
): Diagnostic {
  return {
    range: toRange(span, view.files.get(file)),
    severity: severity === "warning" ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
    source: "nginx",
    message: attributed ? `${text} (nginx names no line)` : text,
  };
}
