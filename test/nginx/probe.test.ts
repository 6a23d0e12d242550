/** One connection to an upstream, made by us and by real nginx: both come to the same end. */
import { join } from "node:path";
import { afterEach, expect, inject, test } from "vitest";
import { DEFAULT_SETTINGS, type ProbeReport, probePlans, reportProbe, Session } from "#core";
import { probe } from "../../host/probe.ts";
import { memoryHost } from "../harness/memory-host.ts";
import { PARSER } from "../harness/parser.ts";
import { freePort, httpGet, type Running, startNginx, startOpensslServer } from "./live.ts";

const running: Running[] = [];

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

interface Both {
  readonly nginx: { readonly status: number; readonly log: string };
  readonly probe: ProbeReport;
}

/** `server`: the certificate of the upstream and options of `openssl s_server`. */
async function both(server: readonly string[], directives: string, name = NAME): Promise<Both> {
  const [certificate = "", ...options] = server;
  const [upstream, port] = [await freePort(), await freePort()];
  if (certificate !== "") running.push(await startOpensslServer(upstream, certificate, ...options));
  const text = `
events {}
http {
    access_log off;
    upstream ${name} { server 127.0.0.1:${upstream}; }
    server {
        listen 127.0.0.1:${port};
        location / {
            proxy_pass https://${name};
            ${directives}
        }
    }
}
`;
  const nginx = await startNginx({ "nginx.conf": text });
  running.push(nginx);
  const { status } = await httpGet(port);
  // nginx's log comes by another way than its answer; the connection of our own takes longer than it.
  const report = await ask(text);
  return { nginx: { status, log: nginx.log() }, probe: report };
}

async function ask(text: string): Promise<ProbeReport> {
  const folder = join(inject("certificates"), "..");
  const certs = inject("certificates");
  const path = join(folder, "nginx.conf");
  const session = new Session(PARSER, memoryHost());
  session.setText(path, text.replaceAll("certs/", `${certs}/`));
  const config = await session.config(path, { settings: DEFAULT_SETTINGS });
  const connection = config?.connections[0];
  if (!config || !connection) throw new Error("no connection");
  const result = probePlans(connection, config);
  if (result.kind === "impossible") throw new Error(result.reason);
  return reportProbe(result.plans[0], await probe(result.plans[0]));
}

const NAME = "backend.example.com";
const VERIFY = "proxy_ssl_verify on; proxy_ssl_trusted_certificate certs/root.crt;";

test("both accept the true backend", async () => {
  const { nginx, probe } = await both(["rl"], VERIFY);
  expect(nginx.status).toBe(200);
  expect(probe).toMatchObject({ usable: true, summary: expect.stringMatching(/verified$/) });
  expect(probe.lines).toContain(`Names: ${NAME}`);
  expect(probe.lines).toContainEqual(expect.stringMatching(/^Valid until: \d{4}-\d\d-\d\d$/));
});

test("unverified, an impostor is used, and we say what verification would say", async () => {
  const { nginx, probe } = await both(
    ["impostor"],
    "proxy_ssl_trusted_certificate certs/root.crt;",
  );
  expect(nginx.status).toBe(200);
  expect(probe.usable).toBe(true);
  expect(probe.lines.join("\n")).toContain("With proxy_ssl_verify on nginx would refuse it");
});

type Refused = readonly [
  what: string,
  server: readonly string[],
  directives: string,
  name?: string,
];

const REFUSED: readonly Refused[] = [
  ["an impostor", ["impostor"], VERIFY],
  ["a chain without its intermediate", ["srv"], VERIFY],
  ["an expired certificate", ["exp"], VERIFY],
  ["another name", ["other"], VERIFY],
  ["a group's name", ["rl"], VERIFY, "pool"],
  ["an address in the certificate", ["ipsan"], `${VERIFY} proxy_ssl_name 127.0.0.1;`],
  ["a name with a dot at its end", ["rl"], `${VERIFY} proxy_ssl_name backend.example.com.;`],
  ["the wrong purpose", ["cli"], `${VERIFY} proxy_ssl_name client;`],
  ["only an intermediate trusted", ["srv"], VERIFY.replace("root.crt", "int.crt")],
  [
    "a chain deeper than allowed",
    ["deep", "-cert_chain", "chain2.crt"],
    `${VERIFY} proxy_ssl_verify_depth 1;`,
  ],
];

test.each(REFUSED.map(([what, server, directives, name]) => ({ what, server, directives, name })))(
  "both refuse $what, with the same words",
  async ({ server, directives, name }) => {
    const { nginx, probe } = await both(server, directives, name);
    expect(nginx.status).toBe(502);
    const words = /upstream SSL certificate (?:verify error: \(\d+:[^)]*\)|does not match "[^"]*")/;
    const said = words.exec(nginx.log)?.[0];
    expect(said).toBeDefined();
    expect(probe).toMatchObject({ usable: false, summary: expect.stringContaining(said ?? "-") });
  },
);

test("nobody listens", async () => {
  const { nginx, probe } = await both([], VERIFY);
  expect(nginx.status).toBe(502);
  expect(probe.usable).toBe(false);
  expect(probe.lines[0]).toMatch(/^Nothing listens on 127\.0\.0\.1:\d+\.$/);
});

test("an upstream that takes other versions only", async () => {
  const { nginx, probe } = await both(["rl", "-tls1_3"], `${VERIFY} proxy_ssl_protocols TLSv1.2;`);
  expect(nginx.status).toBe(502);
  expect(probe).toMatchObject({ usable: false });
  expect(probe.lines.join("\n")).toContain("no version from TLSv1.2 to TLSv1.2");
});

test("an upstream that asks for a client certificate", async () => {
  const server = ["rl", "-Verify", "1", "-verify_return_error", "-CAfile", "root.crt"];
  const without = await both(server, VERIFY);
  expect(without.nginx.status).toBe(502);
  expect(without.probe.usable).toBe(false);
  expect(without.probe.lines.join("\n")).toContain("asks for a client certificate");
  const shown = `${VERIFY} proxy_ssl_certificate certs/cli.crt; proxy_ssl_certificate_key certs/cli.key;`;
  const mutual = await both(server, shown);
  expect(mutual.nginx.status).toBe(200);
  expect(mutual.probe.usable).toBe(true);
});

test("a revoked certificate, with a CRL", async () => {
  const { nginx, probe } = await both(["rl"], `${VERIFY} proxy_ssl_crl certs/root.crl;`);
  expect(probe.usable).toBe(nginx.status === 200);
});

test.each([
  ["a variable", "proxy_pass https://$host;", /run time only/],
  ["no TLS", "proxy_pass http://127.0.0.1;", /does not use TLS/],
  ["no CA", "proxy_pass https://127.0.0.1; proxy_ssl_verify on;", /no proxy_ssl_trusted/],
])("no connection can be made: %s", async (_, pass, reason) => {
  const text = `events {} http { server { location / { ${pass} } } }`;
  await expect(ask(text)).rejects.toThrow(reason);
});
