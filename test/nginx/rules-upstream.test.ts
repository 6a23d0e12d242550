/** The rules about verification, SNI and names of TLS upstreams: nginx's verdict on what they report and on their fixes. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { type Finding, RULES } from "#core";
import {
  applyFileEdits,
  conf,
  dedent,
  FIXTURE_FOLDER,
  splitFiles,
  stripAnnotations,
} from "../harness/fixture.ts";
import { ruleNamed, run } from "../harness/rule.ts";
import { nginxTest, type Verdict } from "./harness.ts";
import { freePort, httpGet, type Running, startNginx, startOpensslServer } from "./live.ts";
import { withStandIns } from "./stand-ins.ts";

const FATAL = "upstream-tls-verify-no-ca";

const IDS: ReadonlySet<string> = new Set([
  FATAL,
  "redundant-default",
  "upstream-host-header-is-group",
  "upstream-tls-crl-unused",
  "upstream-tls-depth-unused",
  "upstream-tls-depth-zero",
  "upstream-tls-name-empty",
  "upstream-tls-name-is-group",
  "upstream-tls-name-trailing-dot",
  "upstream-tls-no-sni",
  "upstream-tls-session-reuse-off",
  "upstream-tls-trusted-unused",
  "upstream-tls-variable-client-cert-reuse",
  "upstream-tls-verify-ip-name",
  "upstream-tls-verify-no-sni",
  "upstream-tls-verify-off",
]);

/** Examples name files that the certificates of the run stand for. */
const OWN = {
  "/etc/nginx/ca.crt": "root.crt",
  "/etc/nginx/ca.crl": "root.crl",
  "/etc/nginx/$arg_tenant.crt": "cli.crt",
  "/etc/nginx/$arg_tenant.key": "cli.key",
};

type Texts = Readonly<Record<string, string>>;

async function verdict(texts: Texts): Promise<Verdict> {
  const files = Object.entries(texts).map(([path, text], index) => [
    path.slice(FIXTURE_FOLDER.length + 1),
    index === 0 ? `events {} ${text}` : text,
  ]);
  return nginxTest(await withStandIns(Object.fromEntries(files), OWN));
}

/** Every fix of every finding, each applied to `texts` on its own. */
function fixedTexts(texts: Texts, findings: readonly Finding[]): [string, Texts][] {
  return findings.flatMap((finding) =>
    finding.fixes.map((fix): [string, Texts] => [fix.title, applyFileEdits(texts, fix.edits)]),
  );
}

describe.each(RULES.filter((it) => IDS.has(it.id)).map((it) => [it.id, it] as const))(
  "%s",
  (id, rule) => {
    test.each(rule.examples.map((it, n) => [n + 1, it] as const))("example %i", async (_, it) => {
      const bad = splitFiles(stripAnnotations(dedent(it.bad)));
      const before = await verdict(bad);
      if (id === FATAL) {
        expect(before.message).toBe("no proxy_ssl_trusted_certificate for proxy_ssl_verify");
      } else {
        expect(before).toMatchObject({ ok: true, message: "", warnings: [] });
      }
      const fixes = fixedTexts(bad, await run(rule, bad));
      expect(fixes).not.toEqual([]);
      for (const [title, fixed] of fixes) {
        expect(await verdict(fixed), title).toMatchObject({ ok: true, message: "", warnings: [] });
      }
    });
  },
);

test("all rules of the list exist", () => {
  expect(RULES.filter((it) => IDS.has(it.id))).toHaveLength(IDS.size);
});

const EVERY_FAMILY = conf`
  http {
      upstream pool { server a.example.com:443; }
      server {
          listen 127.0.0.1:18080;
          location /a { if ($arg_x) { proxy_pass https://pool; } limit_except GET { proxy_pass https://pool; } }
          location /b { grpc_pass grpcs://b.example.com:443; }
          location /c { uwsgi_pass suwsgi://c.example.com:3031; uwsgi_ssl_verify off; }
          location /d { proxy_pass https://192.0.2.1; }
          location /e { proxy_pass https://$arg_e; }
      }
  }
  stream {
      server {
          listen 127.0.0.1:15432;
          proxy_pass db.example.com:5432;
          proxy_ssl on;
      }
  }
`;

test("verification can be switched on for every module, and next to an if block", async () => {
  const texts = splitFiles(EVERY_FAMILY);
  expect(await verdict(texts)).toMatchObject({ ok: true });
  const findings = await run(ruleNamed("upstream-tls-verify-off"), texts);
  expect(findings).toHaveLength(7);
  for (const [title, fixed] of fixedTexts(texts, findings)) {
    expect(await verdict(fixed), title).toMatchObject({ ok: true, message: "", warnings: [] });
  }
});

test.each([
  ["proxy", "proxy_pass http://$host; proxy_ssl_verify on;"],
  ["proxy", "proxy_pass http://a.example.com/$uri; proxy_ssl_verify on;"],
  ["grpc", "grpc_pass $host; grpc_ssl_verify on;"],
  ["uwsgi", "uwsgi_pass suwsgi://a.example.com:1; uwsgi_ssl_verify on;"],
])("nginx wants a CA for %s: %s", async (family, location) => {
  const texts = splitFiles(`http { server { location / { ${location} } } }\n`);
  const expected = `no ${family}_ssl_trusted_certificate for ${family}_ssl_verify`;
  expect((await verdict(texts)).message).toBe(expected);
  expect(await run(ruleNamed(FATAL), texts)).toHaveLength(1);
});

test("nginx wants a CA in stream too, once the hop is TLS", async () => {
  const text = (ssl: string) =>
    splitFiles(
      `stream { server { listen 127.0.0.1:15432; proxy_pass db.example.com:1; proxy_ssl_verify on; proxy_ssl ${ssl}; } }\n`,
    );
  const expected = "no proxy_ssl_trusted_certificate for proxy_ssl_verify";
  expect((await verdict(text("on"))).message).toBe(expected);
  expect(await run(ruleNamed(FATAL), text("on"))).toHaveLength(1);
  expect(await verdict(text("off"))).toMatchObject({ ok: true });
  expect(await run(ruleNamed(FATAL), text("off"))).toEqual([]);
});

test.each([
  "proxy_pass http://a.example.com; proxy_ssl_verify on;",
  "grpc_pass a.example.com:1; grpc_ssl_verify on;",
])("nginx wants no CA for %s", async (location) => {
  const texts = splitFiles(`http { server { location / { ${location} } } }\n`);
  expect(await verdict(texts)).toMatchObject({ ok: true });
  expect(await run(ruleNamed(FATAL), texts)).toEqual([]);
});

describe("names that no certificate matches", () => {
  const running: Running[] = [];

  afterEach(async () => {
    for (const server of running.splice(0)) await server.stop();
  });

  /** Status and log of a proxy that verifies and whose location holds `directives`. */
  async function proxied(
    directives: string,
    server = "",
  ): Promise<{ status: number; log: string }> {
    const port = await freePort();
    const location = `${directives} proxy_ssl_verify on; proxy_ssl_trusted_certificate certs/root.crt;`;
    const nginx = await startNginx({
      "nginx.conf": `events {} http { access_log off; ${server} server { listen 127.0.0.1:${port}; location / { ${location} } } }\n`,
    });
    const { status } = await httpGet(port).finally(() => nginx.stop());
    return { status, log: nginx.log() };
  }

  test("an empty name, and one with a final dot", async () => {
    const port = await freePort();
    running.push(await startOpensslServer(port, "rl"));
    const pass = `proxy_pass https://127.0.0.1:${port};`;
    expect(await proxied(`${pass} proxy_ssl_name backend.example.com;`)).toMatchObject({
      status: 200,
    });
    for (const name of ['""', "backend.example.com."]) {
      const { status, log } = await proxied(`${pass} proxy_ssl_name ${name};`);
      expect(status).toBe(502);
      expect(log).toContain("upstream SSL certificate does not match");
    }
  });

  test("an address, even one in the certificate", async () => {
    const port = await freePort();
    running.push(await startOpensslServer(port, "ipsan"));
    const { status, log } = await proxied(`proxy_pass https://127.0.0.1:${port};`);
    expect(status).toBe(502);
    expect(log).toContain('upstream SSL certificate does not match "127.0.0.1"');
  });

  test("the path of a socket", async () => {
    const folder = await mkdtemp(join(tmpdir(), "nginx-tls-socket-"));
    const address = `unix:${folder}/tls`;
    const pair = "ssl_certificate certs/rl.crt; ssl_certificate_key certs/rl.key;";
    const server = `server { listen ${address} ssl; ${pair} return 204; }`;
    const refused = await proxied(`proxy_pass https://${address};`, server);
    expect(refused.status).toBe(502);
    expect(refused.log).toContain(`upstream SSL certificate does not match "${folder}/tls"`);
    const named = `proxy_pass https://${address}; proxy_ssl_name backend.example.com;`;
    expect(await proxied(named, server)).toMatchObject({ status: 204 });
    await rm(folder, { recursive: true });
  });
});
