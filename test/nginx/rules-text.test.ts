/** The rules that judge words alone: nginx's verdict on what they report and on their fixes. */
import { describe, expect, test } from "vitest";
import { RULES } from "#core";
import { FIXTURE_FOLDER } from "../harness/fixture.ts";
import { ruleNamed, run } from "../harness/rule.ts";
import { fixedTexts, type Texts, textsOf, verdictOf } from "./rule-examples.ts";

/** What nginx refuses, each with a part of its message. */
const FATAL: Readonly<Record<string, string>> = {
  "client-verify-location": '"ssl_verify_client" directive is not allowed here',
  "conf-command-invalid": "SSL_CONF_cmd(",
  "dhparam-not-a-file": "BIO_new_file(",
  "ocsp-optional-no-ca": '"ssl_ocsp" is incompatible with "ssl_verify_client optional_no_ca"',
  "ocsp-responder-https": "invalid URL prefix in OCSP responder",
  "session-cache-invalid": "session cache",
  "tls-path-scheme": "invalid syntax",
};

/** What nginx accepts without a word, or with the warning given here. */
const ACCEPTED: Readonly<Record<string, string | undefined>> = {
  "client-depth": undefined,
  "hostname-underscore": undefined,
  "http2-obsolete": 'the "http2_max_requests" directive is obsolete, use the "keepalive_requests"',
  "js-fetch-depth": undefined,
  "js-fetch-no-trusted": undefined,
  "js-fetch-resolver": undefined,
  "js-fetch-tls13": undefined,
  "js-fetch-verify-off": undefined,
  "target-version-cve": undefined,
  "upstream-tls-depth-high": undefined,
  "upstream-tls-variable-no-reuse": undefined,
};

/** Examples name files that the certificates of the run stand for. */
const OWN = { "/etc/nginx/client-ca.crt": "root.crt" };

/** Nobody can show the keys of a device here. */
const NOT_MENDED: ReadonlySet<string> = new Set(["tls-path-scheme"]);

const verdict = (texts: Texts) => verdictOf(texts, OWN);

describe.each(
  RULES.filter((it) => it.id in FATAL || it.id in ACCEPTED).map((it) => [it.id, it] as const),
)("%s", (id, rule) => {
  // Those that say what is in their files are judged in fixes.test.ts and rules-trust.test.ts.
  const examples = rule.examples.filter((it) => it.files === undefined);
  test.each(examples.map((it, n) => [n + 1, it] as const))("example %i", async (_, it) => {
    const bad = textsOf(it.bad);
    const findings = await run(rule, bad, it.settings);
    expect(findings).not.toEqual([]);
    const before = await verdict(bad);
    const fatal = FATAL[id];
    const warning = ACCEPTED[id];
    if (fatal !== undefined) expect(before.message).toContain(fatal);
    else expect(before).toMatchObject({ ok: true, message: "" });
    expect(before.warnings.join()).toContain(warning ?? "");
    if (NOT_MENDED.has(id)) return;
    for (const [title, fixed] of fixedTexts(bad, findings)) {
      if (findings.length === 1) {
        expect(await verdict(fixed), title).toMatchObject({ ok: true, message: "", warnings: [] });
      }
    }
    expect(await verdict(textsOf(it.good))).toMatchObject({ ok: true, message: "" });
  });
});

test("all rules of the lists exist", () => {
  const ids = new Set(RULES.map((it) => it.id));
  const listed = [...Object.keys(FATAL), ...Object.keys(ACCEPTED)];
  expect(listed.filter((it) => !ids.has(it))).toEqual([]);
});

const main = (text: string): Texts => ({ [`${FIXTURE_FOLDER}/nginx.conf`]: text });

test("njs is unknown without its module", async () => {
  const texts = main("http { js_fetch_verify on; }");
  const [finding] = await run(ruleNamed("js-module-not-loaded"), texts);
  expect((await verdict(texts)).message).toBe('unknown directive "js_fetch_verify"');
  expect(finding?.message).toContain('unknown directive "js_fetch_verify"');
  for (const [title, fixed] of fixedTexts(texts, finding ? [finding] : [])) {
    expect(await verdict(fixed), title).toMatchObject({ ok: true, message: "" });
  }
});

const PAIR = "ssl_certificate certs/srv.crt; ssl_certificate_key certs/srv.key;";

/** The commands of OpenSSL 3.0, each with a value it takes, and slips. */
test.each([
  ["Ciphersuites TLS_AES_128_GCM_SHA256", true],
  ["ciphersuites TLS_AES_128_GCM_SHA256", true],
  ["Groups X25519", true],
  ["MinProtocol TLSv1.2", true],
  ["MinProtocol tlsv1.2", false],
  ["MinProtocol TLS1.2", false],
  ["MaxProtocol None", true],
  ["MaxProtocol SSLv3", true],
  ["Protocol -TLSv1,+tlsv1.2", true],
  ["Protocol TLSv1.4", false],
  ["Options PrioritizeChaCha,-SessionTicket", true],
  ['Options "PrioritizeChaCha, +ktls"', true],
  ["Options ServerPreferences", false],
  ["VerifyMode Peer,Require", true],
  ["VerifyMode on", false],
  ["NumTickets 2", true],
  ["Strict on", false],
  ["-ciphersuites TLS_AES_128_GCM_SHA256", false],
] as const)("ssl_conf_command %s", async (command, isRight) => {
  for (const text of [
    `http { server { listen 18443 ssl; ${PAIR} ssl_conf_command ${command}; } }`,
    `http { server { listen 18080; location / { proxy_pass https://127.0.0.1; proxy_ssl_conf_command ${command}; } } }`,
  ]) {
    const texts = main(text);
    const findings = await run(ruleNamed("conf-command-invalid"), texts);
    expect(findings.map((it) => it.severity)).toEqual(isRight ? [] : ["error"]);
    expect((await verdict(texts)).ok).toBe(isRight);
  }
});

test.each([
  ["off", true],
  ["none", true],
  ["builtin:100 shared:a:32k", true],
  ["shared:a:31k", false],
  ["shared:a", false],
  ["shared:a:b", false],
  ["on", false],
  ["OFF", false],
] as const)("ssl_session_cache %s", async (words, isRight) => {
  const texts = main(`http { server { listen 18443 ssl; ${PAIR} ssl_session_cache ${words}; } }`);
  const [finding] = await run(ruleNamed("session-cache-invalid"), texts);
  const said = await verdict(texts);
  expect(said.ok).toBe(isRight);
  expect(finding?.message ?? "").toBe(said.message);
  for (const [title, fixed] of fixedTexts(texts, finding ? [finding] : [])) {
    expect(await verdict(fixed), title).toMatchObject({ ok: true, message: "" });
  }
});

test("a cipher list with spaces, joined", async () => {
  const texts = main(
    `http { server { listen 18443 ssl; ${PAIR} ssl_ciphers HIGH, !aNULL !MD5; } }`,
  );
  const [finding] = await run(ruleNamed("wrong-argument-count"), texts);
  expect((await verdict(texts)).message).toBe(finding?.message);
  for (const [title, fixed] of fixedTexts(texts, finding ? [finding] : [])) {
    expect(await verdict(fixed), title).toMatchObject({ ok: true, message: "" });
  }
});

test("what nginx does not set up, it does not refuse", async () => {
  const texts = main(`http { server { listen 18080;
    ssl_conf_command Foo bar; ssl_dhparam auto; ssl_ocsp_responder https://127.0.0.1; ssl_ocsp on;
    ssl_verify_client optional_no_ca;
    location / { proxy_pass http://127.0.0.1; proxy_ssl_conf_command Foo bar; proxy_ssl_certificate a; proxy_ssl_certificate_key engine:x; }
  } }`);
  expect(await verdict(texts)).toMatchObject({ ok: true, message: "" });
  for (const id of Object.keys(FATAL)) {
    const findings = await run(ruleNamed(id), texts);
    expect(findings.filter((it) => it.severity === "error")).toEqual([]);
  }
});

/** Errors with a fix: nginx says the same, and accepts what the fix makes of it. */
test.each([
  [
    "duplicate-value",
    `http { server { listen 18443 ssl; ${PAIR} ssl_protocols TLSv1.2 TLSv1.2; } }`,
  ],
  ["invalid-parameter", "http { upstream a { server https://h.example.com; } }"],
  ["invalid-pass-url", "stream { server { listen 18443; proxy_pass https://h.example.com:443; } }"],
  [
    "invalid-pass-url",
    "http { server { listen 18080; location / { proxy_pass h.example.com; } } }",
  ],
])("%s: %s", async (id, text) => {
  const texts = main(text);
  const findings = await run(ruleNamed(id), texts);
  const said = await verdict(texts);
  expect(findings.map((it) => it.message)).toEqual([
    said.ok ? said.warnings[0]?.replace(/ in \S+:\d+$/, "") : said.message,
  ]);
  expect(fixedTexts(texts, findings)).not.toEqual([]);
  for (const [title, fixed] of fixedTexts(texts, findings)) {
    expect(await verdict(fixed), title).toMatchObject({ ok: true, message: "", warnings: [] });
  }
});

test.each(["fastcgi_ssl_verify", "scgi_ssl_name", "memcached_ssl"])(
  "%s is unknown",
  async (name) => {
    const texts = main(`http { ${name} on; }`);
    const findings = await run(ruleNamed("unknown-directive"), texts);
    expect(findings.map((it) => it.severity)).toEqual(["error"]);
    expect((await verdict(texts)).message).toBe(`unknown directive "${name}"`);
  },
);

const listening = (...texts: string[]) =>
  `http { ${texts.map((it) => `server { listen 18080; ${it} }`).join(" ")} }`;

/** Every clash that nginx warns of, and no other. */
test.each([
  [["", ""]],
  [["server_name a a;"]],
  [["server_name a a;", "server_name b;"]],
  [["server_name a;", "server_name A;", "server_name a;"]],
  [["server_name .a.com;", "server_name a.com *.a.com;"]],
  [["server_name *.a.com;", "server_name .a.com;"]],
  [["server_name a.com;", "server_name .a.com *.a.com;"]],
  [["server_name a.*;", "server_name a.*;"]],
  [["server_name ~a;", "server_name ~a;"]],
  [['server_name "";', ""]],
])("names %j", async (servers) => {
  const texts = main(listening(...servers));
  const findings = await run(ruleNamed("conflicting-server-name"), texts);
  const said = await verdict(texts);
  expect(findings.map((it) => it.message).sort()).toEqual([...said.warnings].sort());
  for (const [title, fixed] of fixedTexts(texts, findings)) {
    expect((await verdict(fixed)).warnings.length, title).toBeLessThan(said.warnings.length);
  }
});
