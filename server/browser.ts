/** The server in a web worker. Its client hands it the parser's runtime, which the extension has only once. */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
} from "vscode-languageserver/browser";
import nginx from "../grammar/nginx.wasm";
import { createClientHost } from "./client-host.ts";
import { parseInitializationOptions } from "./protocol.ts";
import { serve } from "./serve.ts";

declare const self: DedicatedWorkerGlobalScope;

serve(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
  async wasm({ initializationOptions }) {
    const { treeSitter } = parseInitializationOptions(initializationOptions);
    if (!treeSitter) throw new Error('the client gives no "treeSitter" in initializationOptions');
    return { treeSitter, nginx };
  },
  host: createClientHost,
});
