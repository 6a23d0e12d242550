import { describe, expect, test } from "vitest";
import { createSession, DEFAULT_SETTINGS } from "#core";
import {
  checkName,
  checkTarget,
  hostOf,
  insertionAt,
  quoteWord,
  type UpstreamProtocol,
  type UpstreamTls,
  upstreamNames,
  upstreamTlsLines,
} from "../../client/upstream-tls.ts";
import { memoryHost } from "../harness/memory-host.ts";
import { WASM } from "../harness/wasm.ts";

const base: UpstreamTls = {
  protocol: "http",
  target: "backend.example.com",
  isGroup: false,
  name: "backend.example.com",
  trustedCertificate: "/etc/ssl/certs/ca-certificates.crt",
  sessionReuse: true,
};

test("one host, verified, with SNI", () => {
  expect(upstreamTlsLines(base)).toEqual([
    "proxy_pass                    https://backend.example.com;",
    "proxy_ssl_server_name         on;",
    "proxy_ssl_verify              on;",
    "proxy_ssl_verify_depth        2;",
    "proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;",
    "proxy_ssl_protocols           TLSv1.2 TLSv1.3;",
  ]);
});

test("the name is written where NGINX would check another", () => {
  const named = (answers: Partial<UpstreamTls>) =>
    upstreamTlsLines({ ...base, ...answers }).filter((it) => it.includes("_ssl_name"));
  expect(named({ target: "backend.example.com:8443" })).toEqual([]);
  expect(named({ target: "10.0.0.1:8443" })).toHaveLength(1);
  expect(named({ target: "backend", isGroup: true })).toHaveLength(1);
  expect(named({ target: "backend.example.com", isGroup: true })).toHaveLength(1);
});

test("mutual TLS, no session reuse, a path with a space", () => {
  const lines = upstreamTlsLines({
    ...base,
    protocol: "grpc",
    client: { certificate: "/etc/nginx/my client.pem", key: "/etc/nginx/client.key" },
    sessionReuse: false,
  });
  expect(lines.slice(-3)).toEqual([
    'grpc_ssl_certificate         "/etc/nginx/my client.pem";',
    "grpc_ssl_certificate_key     /etc/nginx/client.key;",
    "grpc_ssl_session_reuse       off;",
  ]);
});

test.each([
  ["a", "a"],
  ["", '""'],
  ["a b", '"a b"'],
  ["a;b", '"a;b"'],
  ['a"b\\', '"a\\"b\\\\"'],
])("%s as a word", (value, word) => {
  expect(quoteWord(value)).toBe(word);
});

test.each([
  ["http", "backend.example.com", true],
  ["http", "backend.example.com:8443", true],
  ["http", "[2001:db8::1]:8443", true],
  ["http", "https://backend.example.com", false],
  ["http", "backend.example.com:99999", false],
  ["http", "two words", false],
  ["http", "", false],
  ["uwsgi", "backend.example.com", false],
  ["stream", "backend.example.com:5432", true],
] satisfies [UpstreamProtocol, string, boolean][])("%s upstream %s: %s", (protocol, target, ok) => {
  expect(checkTarget(protocol, target) === undefined).toBe(ok);
});

test("names and hosts", () => {
  expect(hostOf("[2001:db8::1]:8443")).toBe("[2001:db8::1]");
  expect(hostOf("a.example:1")).toBe("a.example");
  expect(checkName("backend.example.com")).toBeUndefined();
  expect(checkName("10.0.0.1")).toBe("NGINX checks host names only, not IP addresses");
  expect(checkName("a b")).toBe("Give a host name: backend.example.com");
});

test("upstream groups are found, comments are not", () => {
  const text = `http {
    # upstream old { }
    upstream backend { server a:1; }
    upstream "quoted name" {
    }
    map $upstream $x { }
    server { location / { proxy_pass http://upstream {; } }
}
stream { upstream backend { } upstream b.c{ } }`;
  expect(upstreamNames(text)).toEqual(["backend", "quoted name", "b.c"]);
});

describe("the place in the document", () => {
  const lines = ["a on;", "b on;"];

  test("a blank line is replaced, as deep as its block", () => {
    const document = ["server {", "    location / {", "", "    }"];
    expect(insertionAt(document, 2, lines)).toEqual({
      place: "replace-line",
      text: "    \ta on;\n    \tb on;",
    });
  });

  test("after a line of the block", () => {
    const document = ["    location / {", "        root /srv;", "    }"];
    expect(insertionAt(document, 1, lines)).toEqual({
      place: "after-line",
      text: "\na on;\nb on;",
    });
    expect(insertionAt(document, 0, lines).text).toBe("\n\ta on;\n\tb on;");
  });
});

describe("our own analysis has nothing against the result", async () => {
  const session = await createSession(WASM, memoryHost({}));
  const protocols: UpstreamProtocol[] = ["http", "grpc", "uwsgi", "stream"];
  const variants = protocols.flatMap((protocol) => [
    { ...base, protocol, target: "backend.example.com:8443" },
    { ...base, protocol, target: "backend", isGroup: true },
    { ...base, protocol, target: "10.0.0.1:8443" },
    {
      ...base,
      protocol,
      target: "backend.example.com:8443",
      client: { certificate: "client.pem", key: "client.key" },
      sessionReuse: false,
    },
  ]);

  test.each(variants)("$protocol, $target, session reuse $sessionReuse", async (answers) => {
    const path = `/${variants.indexOf(answers)}/nginx.conf`;
    session.setText(path, wrapped(answers));
    const result = await session.check(path, { settings: DEFAULT_SETTINGS });
    const grave = result?.findings.filter((it) => /error|warning/.test(it.severity));
    expect(grave?.map((it) => `${it.rule}: ${it.message}`)).toEqual([]);
  });
});

function wrapped(answers: UpstreamTls): string {
  const lines = upstreamTlsLines(answers).join("\n");
  const group = "upstream backend { server backend.example.com:8443; }";
  if (answers.protocol === "stream") {
    return `events {}\nstream {\n${group}\nserver { listen 5432;\n${lines}\n}\n}\n`;
  }
  return `events {}\nhttp {\n${group}\nserver { listen 80; location / {\n${lines}\n}\n}\n}\n`;
}
