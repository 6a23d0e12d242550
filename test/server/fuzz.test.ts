/** Whatever stands in a document, and wherever a client asks: each request is answered, with places in the text. */
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import {
  type ClientCapabilities,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { PULL } from "./capabilities.ts";
import { startClient, stopClients, type TestClient } from "./client.ts";
import { misplaced } from "./well-placed.ts";

afterEach(stopClients);

const MAIN = "file:///etc/nginx/nginx.conf";
const SITE = "file:///etc/nginx/sites/a.conf";
const DRAFT = "untitled:Untitled-1";

const TEXTS: readonly string[] = [
  `events {}
http {
\tlog_format main '$remote_addr 🚀 "$request" $kind';
\tmap $host $kind { default pool; ~^(?<sub>.+)\\.example$ other; }
\tlimit_req_zone $binary_remote_addr zone=slow:1m rate=1r/s;
\tssl_ciphers ECDHE-RSA-AES128-GCM-SHA256:!aNULL;
\tupstream pool { zone pool 64k; server 10.0.0.1:443 max_fails=3; }
\tinclude sites/*.conf; # see sites/a.conf
}
`,
  `server {\r
    listen 443 ssl http2 default_server; # größer\r
    server_name a.example "*.b.example";\r
    ssl_certificate     /etc/nginx/a.crt;\r
    ssl_certificate_key /etc/nginx/a.key;\r
    location ~ ^/u/(?<user>[^/]+)/ {\r
        proxy_pass https://$kind/$user; proxy_ssl_verify on;\r
        limit_req zone=slow; error_page 502 = @down;\r
        if ($ssl_client_verify != SUCCESS) { return 403; }\r
    }\r
    location @down { content_by_lua_block { ngx.say("}") } }\r
}\r
`,
  "# nginx-tls: context=http\n# region x\n{% if a %}\nserver { listen {{ port }}; }\n# endregion\n",
];

const BITS: readonly string[] = [
  ..."{};\"'#\\=@:~ \t\n\r\0",
  "$",
  "\r\n",
  "ü🚀",
  "\u2028",
  "\ufeff",
  "(?<x",
  "${",
  " ssl",
  "listen ",
  "proxy_pass https://",
  "content_by_lua_block {",
  "map $a $b {",
  "if (",
  "{{ x }}",
  "# nginx-tls-disable-next-line ",
];

const METHODS: readonly string[] = [
  "codeAction",
  "codeLens",
  "completion",
  "definition",
  "diagnostic",
  "documentHighlight",
  "documentLink",
  "documentSymbol",
  "foldingRange",
  "formatting",
  "hover",
  "inlayHint",
  "onTypeFormatting",
  "prepareRename",
  "rangeFormatting",
  "references",
  "rename",
  "selectionRange",
  "semanticTokens/full",
  "semanticTokens/full/delta",
  "semanticTokens/range",
  "signatureHelp",
];

const share = fc.double({ min: 0, max: 1, noNaN: true });
const place = fc.record({ line: fc.nat(16), character: fc.nat(70) });
const visit = fc.record({
  uri: fc.constantFrom(MAIN, SITE, DRAFT),
  text: fc.constantFrom(...TEXTS),
  edits: fc.array(fc.tuple(share, fc.nat(12), fc.constantFrom("", ...BITS)), { maxLength: 6 }),
  requests: fc.array(fc.tuple(fc.constantFrom(...METHODS), place, place), {
    minLength: 4,
    maxLength: 8,
  }),
});

function edited(text: string, edits: readonly (readonly [number, number, string])[]): string {
  return edits.reduce((before, [at, removed, added]) => {
    const start = Math.floor(at * before.length);
    return before.slice(0, start) + added + before.slice(start + removed);
  }, text);
}

/** The faults of the answers to all requests, which are sent at once. */
async function faults(
  client: TestClient,
  { uri, text, edits, requests }: typeof visit extends fc.Arbitrary<infer V> ? V : never,
): Promise<string[]> {
  const content = edited(text, edits);
  await client.open(uri, content);
  const document = TextDocument.create(uri, "nginx", 1, content);
  const answers = requests.map(async ([method, a, b]) => {
    const isForward = a.line < b.line || (a.line === b.line && a.character <= b.character);
    const params = {
      textDocument: { uri },
      position: a,
      positions: [a, b],
      range: isForward ? { start: a, end: b } : { start: b, end: a },
      options: { tabSize: 4, insertSpaces: true },
      ch: "}",
      newName: "renamed",
      previousResultId: "0",
      context: { diagnostics: [], includeDeclaration: true, triggerKind: 1 },
    };
    try {
      const answer = await client.connection.sendRequest(`textDocument/${method}`, params);
      return misplaced(method, answer, document);
    } catch (error) {
      // How `rename` says why it does nothing.
      const isRefusal =
        error instanceof ResponseError &&
        error.code === LSPErrorCodes.RequestFailed &&
        !error.message.endsWith(" failed");
      return isRefusal ? undefined : `${method}: ${error}`;
    }
  });
  const found = (await Promise.all(answers)).filter((it) => it !== undefined);
  await client.close(uri);
  return found;
}

const CAPABILITIES: ClientCapabilities = {
  ...PULL,
  textDocument: {
    ...PULL.textDocument,
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
  },
};

test("any request at any place of any text", async () => {
  const client = await startClient({ rules: "all", capabilities: CAPABILITIES });
  client.settings.set("", { inlayHints: { enabled: "all" } });
  const asked = new Set<string>();
  await fc.assert(
    fc.asyncProperty(visit, async (it) => {
      expect(await faults(client, it)).toEqual([]);
      for (const [method] of it.requests) asked.add(method);
    }),
    { numRuns: 80, seed: 20261125 },
  );
  expect([...asked].sort()).toEqual(METHODS);
  expect(client.log.filter((it) => it.includes(" failed"))).toEqual([]);
});
