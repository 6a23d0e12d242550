/** The server in a web worker. */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
} from "vscode-languageserver/browser";
import { createClientHost } from "./client-host.ts";
import { serve } from "./serve.ts";
import { wasm } from "./wasm.ts";

declare const self: DedicatedWorkerGlobalScope;

serve(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
  wasm: async () => wasm,
  host: createClientHost,
});
