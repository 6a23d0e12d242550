/** Entry in the web extension host: the server is a web worker. */
import { type ExtensionContext, Uri, workspace } from "vscode";
import { type Api, activateWith } from "./activate.ts";

export function activate(context: ExtensionContext): Api {
  const script = Uri.joinPath(context.extensionUri, "dist/server/browser.js");
  let worker: Worker | undefined;
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  return activateWith(context, async (options) => {
    const { BrowserMessageReader, BrowserMessageWriter, LanguageClient } = await import(
      "vscode-languageclient/browser"
    );
    // VS Code's workers are not `instanceof Worker`, which the client would ask of a worker returned here.
    const start = async () => {
      worker?.terminate();
      worker = await startWorker(script);
      return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
    };
    const treeSitter = await workspace.fs.readFile(
      Uri.joinPath(context.extensionUri, "dist/web-tree-sitter.wasm"),
    );
    const { initializationOptions: given } = options;
    const initializationOptions = () => ({
      ...(typeof given === "function" ? given() : given),
      treeSitter,
    });
    return new LanguageClient("nginxTls", "NGINX TLS", start, {
      ...options,
      initializationOptions,
    });
  });
}

/** VS Code refuses a worker from a `vscode-remote:` address but lets its text be fetched. */
async function startWorker(script: Uri): Promise<Worker> {
  const url = script.toString(true);
  if (script.scheme !== "vscode-remote") return new Worker(url);
  const code = await (await fetch(url)).blob();
  const local = URL.createObjectURL(new Blob([code], { type: "application/javascript" }));
  const worker = new Worker(local);
  worker.addEventListener("message", () => URL.revokeObjectURL(local), { once: true });
  return worker;
}
