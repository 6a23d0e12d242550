/** `nginxTls/probeChoices` and `nginxTls/probe`: one TLS connection to an upstream, as nginx would make it. */
import {
  LSPErrorCodes,
  ResponseError,
  type TextDocumentPositionParams,
} from "vscode-languageserver";
import {
  connectionsAt,
  describePlan,
  endpointText,
  type ProbePlan,
  type ProbeReport,
  probePlans,
  reportProbe,
} from "#core";
import { asked, type Feature } from "./feature.ts";
import { Probe, type ProbeChoices, ProbeChoicesAt, type ProbeParams } from "./protocol.ts";
import type { Server } from "./server.ts";
import { toolsOf } from "./test-with-nginx.ts";

export const probeFeature: Feature = {
  capabilities: () => ({}),
  listen: (server, guard) => {
    const { connection } = server.workspace;
    connection.onRequest(
      ProbeChoicesAt,
      guard.request("probeChoices", (it) => choices(server, it)),
    );
    connection.onRequest(
      Probe,
      guard.request("probe", (it) => probe(server, it)),
    );
  },
};

async function choices(server: Server, at: TextDocumentPositionParams): Promise<ProbeChoices> {
  const { plans, reason } = await plansAt(server, at);
  return {
    choices: plans.map((it) => ({ endpoint: endpointText(it), description: describePlan(it) })),
    ...(plans.length === 0 && { reason: reason ?? "there is no upstream connection here" }),
  };
}

async function probe(server: Server, { description, ...at }: ProbeParams): Promise<ProbeReport> {
  const tools = toolsOf(server);
  const { plans } = await plansAt(server, at);
  const plan = plans.find((it) => describePlan(it) === description);
  if (!plan) {
    throw new ResponseError(
      LSPErrorCodes.ContentModified,
      "the configuration has changed meanwhile",
    );
  }
  const { trustedCertificate } = await server.workspace.settings.get(at.textDocument.uri);
  return reportProbe(plan, await tools.probe(plan, trustedCertificate));
}

interface Plans {
  readonly plans: readonly ProbePlan[];
  readonly reason?: string;
}

async function plansAt(server: Server, at: TextDocumentPositionParams): Promise<Plans> {
  const found = await asked(server, at);
  let reason: string | undefined;
  for (const config of found?.configs ?? []) {
    for (const connection of found ? connectionsAt(config, found.cursor) : []) {
      const result = probePlans(connection, config);
      if (result.kind === "plans") return { plans: result.plans };
      reason ??= result.reason;
    }
  }
  return { plans: [], ...(reason !== undefined && { reason }) };
}
