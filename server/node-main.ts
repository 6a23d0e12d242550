/** The server as a Node process. */
import { createConnection } from "vscode-languageserver/node";
import type { Wasm } from "#core";
import { testWithNginx } from "../host/nginx-test.ts";
import { createNodeHost } from "../host/node.ts";
import { probe } from "../host/probe.ts";
import { createClientHost } from "./client-host.ts";
import { readReference } from "./node-reference.ts";
import { serve } from "./serve.ts";

/**
 * Serves a client over the channel that the command line names (`--stdio`, `--node-ipc`, `--socket=PORT`
 * or `--pipe=NAME`). The process ends with its client.
 */
export function startNodeServer(wasm: () => Promise<Wasm>): void {
  serve(createConnection(), {
    wasm,
    reference: readReference,
    host: (access) => (access.local ? createNodeHost(access) : createClientHost(access)),
    tools: { testWithNginx, probe },
  });
}
