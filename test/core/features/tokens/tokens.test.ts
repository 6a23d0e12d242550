import { describe, expect, test } from "vitest";
import { semanticTokens, type TokenOptions } from "#core";
import { openFixture } from "../../../harness/feature.ts";
import { conf } from "../../../harness/fixture.ts";

const PLAIN: TokenOptions = { nginxVersion: "1.30.0", augments: false };

/** Each token as `word type modifiers`. */
async function tokens(fixture: string, options: Partial<TokenOptions> = {}): Promise<string[]> {
  const { config, file } = await openFixture(fixture);
  const found = semanticTokens(config, file, { ...PLAIN, ...options });
  for (const [index, { span }] of found.entries()) {
    expect(span.end).toBeGreaterThan(span.start);
    expect(span.start).toBeGreaterThanOrEqual(found[index - 1]?.span.end ?? 0);
    expect(file.text.slice(span.start, span.end)).not.toMatch(/[\r\n]/);
  }
  return found.map(({ span, type, modifiers }) =>
    [file.text.slice(span.start, span.end), type, ...modifiers].join(" "),
  );
}

test("names of directives: blocks, nginx's own, others', unknown and removed ones", async () => {
  const found = await tokens(conf`
    http {
      more_clear_headers Server;
      sendfile on;
      nobody_knows x;
      ssl on;
      server { return 404; }
    }
  `);
  expect(found).toEqual([
    "http keyword defaultLibrary",
    "more_clear_headers function",
    "sendfile function defaultLibrary",
    "on enumMember",
    "nobody_knows variable",
    "ssl function deprecated",
    "on enumMember",
    "server keyword defaultLibrary",
    "return keyword defaultLibrary",
    "404 number",
  ]);
});

test("names that the configuration defines, where they are defined and used", async () => {
  const found = await tokens(
    conf`
      http {
        upstream api { zone api 64k; server 10.0.0.1 weight=5; }
        log_format short '$host $mine';
        limit_req_zone $binary_remote_addr zone=slow:1m rate=1r/s;
        map $uri $mine { default 0; ~^/(?<part>x) 1; }
        server {
          access_log /var/log/x short;
          location / { limit_req zone=slow; proxy_pass http://api; error_page 404 @gone; }
          location @gone { return 410 $part; }
        }
      }
    `,
    { augments: true },
  );
  const names = found.filter((it) => !/ (keyword|function) /.test(it));
  expect(names).toEqual([
    "api class declaration",
    "api struct declaration",
    "short interface declaration",
    "$host variable defaultLibrary",
    "$mine variable",
    "$binary_remote_addr variable defaultLibrary",
    "slow struct declaration",
    "$uri variable defaultLibrary",
    "$mine variable declaration",
    "part variable declaration",
    "/var/log/x string",
    "short interface",
    "slow struct",
    "http:// string",
    "api class",
    "@gone method",
    "@gone method declaration",
    "$part variable",
  ]);
});

describe("values", () => {
  test("protocols, the retired ones marked, and what nginx has replaced", async () => {
    const found = await tokens("ssl_protocols TLSv1.1 TLSv1.3;\nlisten 443 ssl http2 backlog=5;\n");
    expect(found).toEqual([
      "ssl_protocols function defaultLibrary",
      "TLSv1.1 enumMember deprecated",
      "TLSv1.3 enumMember",
      "listen function defaultLibrary",
      "443 number",
      "ssl enumMember",
      "http2 enumMember deprecated",
      "backlog parameter",
      "5 number",
    ]);
    expect(await tokens("listen 443 http2;\n", { nginxVersion: "1.24.0" })).toContain(
      "http2 enumMember",
    );
  });

  test("headers, files and strings", async () => {
    const found = await tokens(
      `ssl_certificate a.pem;\nadd_header X-A "a $host b" always;\nrewrite ^/a /b last;\n# end\n`,
    );
    expect(found).toEqual([
      "ssl_certificate function defaultLibrary",
      "a.pem string",
      "add_header function defaultLibrary",
      "X-A property",
      '"a  string',
      "$host variable defaultLibrary",
      ' b" string',
      "always enumMember",
      "rewrite keyword defaultLibrary",
      "^/a regexp",
      "last enumMember",
      "# end comment",
    ]);
  });

  test("entries of tables are no directives", async () => {
    const found = await tokens(conf`
      http {
        types { text/html html; }
        map $host $a { hostnames; default 1; set 2; ~^a 3; }
      }
    `);
    expect(found.slice(2)).toEqual([
      "text/html string",
      "map keyword defaultLibrary",
      "$host variable defaultLibrary",
      "$a variable declaration",
      "hostnames keyword defaultLibrary",
      "default keyword defaultLibrary",
      "1 number",
      "set string",
      "2 number",
      "~^a regexp",
      "3 number",
    ]);
  });
});

test("an editor with a grammar gets only what that can't know", async () => {
  const found = await tokens("# x\nerror_log 'a' info;\nsatisfy any;\nclient_max_body_size 1m;\n", {
    augments: true,
  });
  expect(found).toEqual([
    "error_log function defaultLibrary",
    "'a' string",
    "satisfy function defaultLibrary",
    "any enumMember",
    "client_max_body_size function defaultLibrary",
  ]);
});

test("a string over several lines is a token on each", async () => {
  const found = await tokens("log_format a 'b\n  $host\n';\n");
  expect(found.slice(2)).toEqual([
    "'b string",
    "   string",
    "$host variable defaultLibrary",
    "' string",
  ]);
});

test("of a range, the directives that it touches", async () => {
  const text = "# a\nuser x;\npid y;\n# b\n";
  const start = text.indexOf("pid");
  expect(await tokens(text, { range: { start, end: start + 3 } })).toEqual([
    "pid function defaultLibrary",
    "y string",
  ]);
});

test("a token ends where an editor ends the line, also at a lone CR", async () => {
  const found = await tokens("http { # one\rtwo\n  log_format a 'b\rc';\n}\n");
  expect(found).toEqual([
    "http keyword defaultLibrary",
    "# one comment",
    "two comment",
    "log_format function defaultLibrary",
    "a interface declaration",
    "'b string",
    "c' string",
  ]);
});
