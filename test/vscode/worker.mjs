/** The bundled server as a web worker in a plain Chromium page: it must not come to need Node or VS Code. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { launchChromium } from "./chromium.mjs";

const CONFIGURATION = `events {}
http {
    server {
        location / {
            proxy_pass https://api.example.com;
        }
    }
}
`;

/** Returns `{ passed, failed }`. */
export async function runWorker(script) {
  const runtime = join(dirname(script), "../web-tree-sitter.wasm");
  const site = createServer((request, response) => {
    const [type, content] = {
      "/server.js": ["text/javascript", () => readFileSync(script)],
      "/web-tree-sitter.wasm": ["application/wasm", () => readFileSync(runtime)],
    }[request.url] ?? ["text/html", () => "<!doctype html>"];
    response.setHeader("content-type", type);
    response.end(content());
  });
  await new Promise((resolve) => site.listen(0, "127.0.0.1", resolve));
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${site.address().port}/`);
    const found = await page.evaluate(check, CONFIGURATION);
    const [verify] = found.filter((it) => it.code === "upstream-tls-verify-off");
    if (verify?.range.start.line !== 4) throw new Error(`found ${JSON.stringify(found)}`);
    process.stdout.write("ok   [worker] a text is opened and its findings are given\n");
    return { passed: 1, failed: 0 };
  } catch (error) {
    process.stdout.write(
      `FAIL [worker] a text is opened and its findings are given\n     ${error}\n`,
    );
    return { passed: 0, failed: 1 };
  } finally {
    await browser.close();
    site.close();
  }
}

/** Runs in the page: speaks LSP with the worker and returns the diagnostics of `text`. */
async function check(text) {
  const worker = new Worker("/server.js");
  const waiting = new Map();
  const failure = new Promise((_, reject) => {
    worker.onerror = (event) => reject(new Error(event.message));
    setTimeout(() => reject(new Error("the worker does not answer")), 30_000);
  });
  worker.onmessage = ({ data }) => {
    if (data.method === undefined) waiting.get(data.id)?.(data.result ?? data.error);
    else if (data.id !== undefined)
      worker.postMessage({ jsonrpc: "2.0", id: data.id, result: null });
  };
  let last = 0;
  const notify = (method, params) => worker.postMessage({ jsonrpc: "2.0", method, params });
  const request = (method, params) => {
    const id = `page-${++last}`;
    worker.postMessage({ jsonrpc: "2.0", id, method, params });
    return Promise.race([failure, new Promise((resolve) => waiting.set(id, resolve))]);
  };
  const textDocument = { uri: "memory:/nginx.conf" };
  const capabilities = { textDocument: { diagnostic: {} } };
  const answer = await fetch("/web-tree-sitter.wasm");
  const initializationOptions = { treeSitter: new Uint8Array(await answer.arrayBuffer()) };
  await request("initialize", {
    processId: null,
    rootUri: null,
    capabilities,
    initializationOptions,
  });
  notify("initialized", {});
  notify("textDocument/didOpen", {
    textDocument: { ...textDocument, languageId: "nginx", version: 1, text },
  });
  const { items } = await request("textDocument/diagnostic", { textDocument });
  worker.terminate();
  return items;
}
