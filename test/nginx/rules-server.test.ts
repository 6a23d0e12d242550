/** The rules about listeners, client certificates and sessions: nginx's verdict on what they report and on their fixes. */
import { describe, expect, test } from "vitest";
import { RULES } from "#core";
import { FIXTURE_FOLDER } from "../harness/fixture.ts";
import { ruleNamed, run } from "../harness/rule.ts";
import { fixedTexts, type Texts, textsOf, verdictOf } from "./rule-examples.ts";

const CURVES = "SSL_CTX_set1_curves_list";

/** What nginx refuses, each with a part of its message. */
const FATAL: Readonly<Record<string, string>> = {
  "client-verify-no-ca": "no ssl_client_certificate for ssl_verify_client",
  "client-verify-trusted-only-version": "no ssl_client_certificate for ssl_verify_client",
  "server-tls-no-certificate": 'no "ssl_certificate" is defined for the "listen ... ssl" directive',
};

/** What nginx accepts without a word, or with the warning given here. */
const ACCEPTED: Readonly<Record<string, string | undefined>> = {
  "client-ca-unused": undefined,
  "client-crl": undefined,
  "client-verify-optional-no-ca": undefined,
  "client-verify-optional-unchecked": undefined,
  "client-verify-plaintext-bypass": undefined,
  "client-verify-vhosts": undefined,
  "conf-command-bypasses": undefined,
  "conf-command-inheritance": undefined,
  "default-server-implicit": undefined,
  "early-data-replay": undefined,
  "hsts-dropped": undefined,
  "hsts-missing": undefined,
  "hsts-no-always": undefined,
  "hsts-on-plain": undefined,
  "hsts-short": undefined,
  "listen-443-no-ssl": undefined,
  "listen-ssl-mixed": undefined,
  "ocsp-no-resolver": undefined,
  "ocsp-no-verify": undefined,
  "plaintext-and-tls-same-server": undefined,
  "prefer-server-ciphers": undefined,
  "reject-handshake-with-cert": undefined,
  "server-cert-without-ssl-listen": undefined,
  "server-tls-vhost-no-certificate": undefined,
  "session-cache-builtin": undefined,
  "session-cache-repeated": undefined,
  "session-none": undefined,
  "session-ticket-key-unused": undefined,
  "session-tickets-no-rotation": undefined,
  "session-tickets-static-key": undefined,
  "session-timeout-long": undefined,
  "ssl-buffer-size": undefined,
  "ssl-directive-removed": 'the "ssl" directive is deprecated',
  "stapling-no-ocsp-url": '"ssl_stapling" ignored',
  "stapling-no-resolver": '"ssl_stapling" ignored',
  "stapling-off-options": undefined,
  "stapling-responder-https": '"ssl_stapling" ignored',
  "stapling-variable-cert": undefined,
  "stapling-verify-no-trusted": '"ssl_stapling" ignored',
  "tls-default-server-only-directive": undefined,
  "tls-protocols-non-default-server": undefined,
};

/** Rules whose examples lack a certificate on purpose. */
const WITHOUT_PAIR: ReadonlySet<string> = new Set([
  "server-tls-no-certificate",
  "server-tls-vhost-no-certificate",
]);

/** Examples name files that the certificates of the run stand for. */
const OWN = {
  "/etc/letsencrypt/live/www.example.com/fullchain.pem": "rl.crt",
  "/etc/letsencrypt/live/www.example.com/privkey.pem": "rl.key",
  "/etc/nginx/client-ca.crt": "root.crt",
  "/etc/ssl/$ssl_server_name.crt": "rl.crt",
  "/etc/ssl/$ssl_server_name.key": "rl.key",
};

const verdict = (texts: Texts) => verdictOf(texts, OWN);

const isStapling = (warning: string) => warning.includes('"ssl_stapling" ignored');

describe.each(
  RULES.filter((it) => it.id in FATAL || it.id in ACCEPTED).map((it) => [it.id, it] as const),
)("%s", (id, rule) => {
  // Those that say what is in their files are judged in fixes.test.ts and rules-trust.test.ts.
  const examples = rule.examples.filter((it) => it.files === undefined);
  test.each(examples.map((it, n) => [n + 1, it] as const))("example %i", async (_, it) => {
    const bad = textsOf(it.bad, WITHOUT_PAIR.has(id));
    const findings = await run(rule, bad, it.settings);
    expect(findings).not.toEqual([]);
    const before = await verdict(bad);
    const fatal = FATAL[id];
    const warning = ACCEPTED[id];
    if (fatal !== undefined) expect(before.message).toContain(fatal);
    else expect(before).toMatchObject({ ok: true, message: "" });
    expect(before.warnings).toHaveLength(warning === undefined ? 0 : 1);
    expect(before.warnings.join()).toContain(warning ?? "");
    for (const [title, fixed] of fixedTexts(bad, findings)) {
      const after = await verdict(fixed);
      expect(after, title).toMatchObject({ ok: true, message: "" });
      expect(after.warnings.filter((text) => !isStapling(text))).toEqual([]);
    }
  });
});

test("all rules of the lists exist", () => {
  const ids = new Set(RULES.map((it) => it.id));
  expect([...Object.keys(FATAL), ...Object.keys(ACCEPTED)].filter((it) => !ids.has(it))).toEqual(
    [],
  );
});

const curves = (list: string) =>
  `http { server { listen 18443 ssl; ssl_certificate certs/srv.crt; ssl_certificate_key certs/srv.key; ssl_ecdh_curve ${list}; } }`;

test.each([
  ["auto:X25519", "error"],
  ["X25519:prime256v1:P-256", "warning"],
  ["X25519MLKEM768:X25519", "information"],
])("curves %s are refused", async (list, severity) => {
  const texts = { [`${FIXTURE_FOLDER}/nginx.conf`]: curves(list) };
  const findings = await run(ruleNamed("tls-ecdh-curve"), texts);
  expect(findings.map((it) => it.severity)).toEqual([severity]);
  expect((await verdict(texts)).message).toContain(CURVES);
  for (const [title, fixed] of fixedTexts(texts, findings)) {
    expect(await verdict(fixed), title).toMatchObject({ ok: true, message: "" });
  }
});

test.each(["auto", "X25519:prime256v1:secp384r1", "x25519", "secp384r1:P-256"])(
  "curves %s are accepted",
  async (list) => {
    const texts = { [`${FIXTURE_FOLDER}/nginx.conf`]: curves(list) };
    const findings = await run(ruleNamed("tls-ecdh-curve"), texts);
    expect(findings.filter((it) => it.severity !== "information")).toEqual([]);
    expect(await verdict(texts)).toMatchObject({ ok: true, message: "" });
  },
);

const server = (text: string) =>
  `http { server { listen 127.0.0.1:18443 ssl; ${text} } server { listen 127.0.0.1:18443 ssl; ssl_certificate certs/srv.crt; ssl_certificate_key certs/srv.key; } }`;

test.each([
  ["a default server without a certificate", server(""), true],
  ["one that rejects handshakes", server("ssl_reject_handshake on;"), false],
  [
    "one that rejects, and another server without a certificate",
    `${server("ssl_reject_handshake on;").slice(0, -1)} server { listen 127.0.0.1:18443 ssl; } }`,
    true,
  ],
  [
    "a server that is not the default one",
    server("ssl_certificate certs/srv.crt; ssl_certificate_key certs/srv.key;").replace(
      "ssl; ssl_certificate certs/srv.crt",
      "ssl default_server; ssl_certificate certs/srv.crt",
    ),
    false,
  ],
])("%s", async (_, text, isRefused) => {
  const texts = { [`${FIXTURE_FOLDER}/nginx.conf`]: text };
  const findings = await run(ruleNamed("server-tls-no-certificate"), texts);
  expect(findings.map((it) => it.severity)).toEqual(isRefused ? ["error"] : []);
  expect((await verdict(texts)).message).toContain(
    isRefused ? 'no "ssl_certificate" is defined' : "",
  );
  expect((await verdict(texts)).ok).toBe(!isRefused);
});
