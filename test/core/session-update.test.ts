/** Findings after edits are those of a session that sees the texts for the first time. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_SETTINGS, type Finding, Session } from "#core";
import { corpusCases, corpusPath, HAS_CORPUS } from "../harness/corpus.ts";
import { memoryHost } from "../harness/memory-host.ts";
import { PARSER } from "../harness/parser.ts";

const MAIN = "/c/nginx.conf";
const SITE = "/c/sites/a.conf";
const START: Readonly<Record<string, string>> = {
  [MAIN]: `events {}
http {
    ssl_protocols TLSv1 TLSv1.2;
    proxy_ssl_verify off;
    upstream app { server 10.0.0.1:443; server b.example:8443 backup; }
    map $uri $kind { default a; ~^/(?<rest>.*)$ b; }
    include sites/*.conf;
    server { listen 443 ssl; listen [::]:443; server_name a.example; ssl_certificate a.crt; }
}
stream { server { listen 53 udp; proxy_pass app:53; proxy_ssl on; } }
`,
  [SITE]: `server {
    listen 443 ssl default_server;
    server_name a.example b.example;
    ssl_certificate_key a.key;
    location /a { proxy_pass https://app; proxy_ssl_name $kind; }
    location ~ ^/b { proxy_pass http://APP/; proxy_ssl_verify on; }
    location /a { grpc_pass grpcs://unix:/run/a.sock; }
}
`,
};

const PIECES = [
  "",
  " ",
  ";",
  "{",
  "}",
  "\n",
  "s",
  "1",
  "$",
  "#",
  "# nginx-tls: version=1.22.1\n",
  "# nginx-tls-disable-next-line weak-protocol\n",
  " ssl",
  " quic",
  "listen 80;",
  "proxy_ssl_protocols TLSv1;",
  "upstream app { server c:1; }",
  "upstream undefined { server c:1; }",
  "include sites/a.conf;",
];

const edits = fc.array(
  fc.record({
    path: fc.constantFrom(MAIN, SITE),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat({ max: 8 }),
    insert: fc.constantFrom(...PIECES),
  }),
  { minLength: 1, maxLength: 5 },
);

interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

function edited(text: string, { at, remove, insert }: Edit): string {
  const offset = Math.floor(at * text.length);
  return text.slice(0, offset) + insert + text.slice(offset + remove);
}

async function findingsOf(session: Session): Promise<readonly Finding[] | undefined> {
  const result = await session.check(MAIN, { settings: DEFAULT_SETTINGS, now: 0 });
  return result?.findings;
}

function fresh(texts: Readonly<Record<string, string>>): Session {
  return new Session(PARSER, memoryHost(texts));
}

test("findings after any edits: as if seen for the first time", async () => {
  await fc.assert(
    fc.asyncProperty(edits, async (changes) => {
      const texts = { ...START };
      const session = fresh(START);
      for (const [path, text] of Object.entries(texts)) session.setText(path, text);
      await findingsOf(session);
      for (const change of changes) {
        texts[change.path] = edited(texts[change.path] ?? "", change);
        session.setText(change.path, texts[change.path] ?? "");
        expect(await findingsOf(session)).toEqual(await findingsOf(fresh(texts)));
      }
      for (const path of Object.keys(texts)) session.close(path);
    }),
    { numRuns: 30 },
  );
});

test.skipIf(!HAS_CORPUS)("real configurations, likewise", async () => {
  const full = corpusCases().filter((it) => it.kind === "full");
  const some = full.filter((_, index) => index % 40 === 0);
  expect(some.length).toBeGreaterThan(5);
  for (const [index, it] of some.entries()) {
    const start = readFileSync(corpusPath(it.path), "utf8");
    const session = fresh({});
    session.setText(MAIN, start);
    await findingsOf(session);
    let text = start;
    for (let step = 0; step < 4; step++) {
      const at = ((index * 31 + step * 17) % 97) / 97;
      text = edited(text, { at, remove: step % 3, insert: PIECES[(index + step * 5) % 19] ?? "" });
      session.setText(MAIN, text);
      expect(await findingsOf(session)).toEqual(await findingsOf(fresh({ [MAIN]: text })));
    }
    session.close(MAIN);
  }
});
