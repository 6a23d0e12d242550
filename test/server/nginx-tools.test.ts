/** What runs programs or opens connections: only when asked, and never where that is not allowed. */
import { afterEach, expect, test } from "vitest";
import type { NginxVerdict, ProbeReport } from "#core";
import {
  type NginxTestReport,
  Probe,
  type ProbeChoices,
  ProbeChoicesAt,
  TestWithNginx,
} from "../../server/protocol.ts";
import type { Tools } from "../../server/server.ts";
import { conf } from "../harness/fixture.ts";
import { startClient, stopClients, type TestClient } from "./client.ts";

afterEach(stopClients);

const URI = "file:///etc/nginx/nginx.conf";
const TEXT = conf`
  events { }
  http {
      server {
          location / {
              proxy_pass https://api.example.com;
              proxy_ssl_verfiy on;
          }
      }
  }
`;
const AT = { textDocument: { uri: URI }, position: { line: 4, character: 14 } };

interface Calls {
  readonly tools: Tools;
  readonly made: string[];
}

function record(verdict: NginxVerdict): Calls {
  const made: string[] = [];
  return {
    made,
    tools: {
      async testWithNginx({ binary, config }) {
        made.push(`${binary} ${config.rootFile.path}`);
        return { kind: "verdict", verdict, output: "all of it" };
      },
      async probe(plan) {
        made.push(`connect ${plan.host}:${plan.port}`);
        return { connected: true, protocol: "TLSv1.3", cipher: "X", library: "OpenSSL" };
      },
    },
  };
}

const ACCEPTED: NginxVerdict = { outcome: "accepted", messages: [], environment: [] };

function ask<Answer>(client: TestClient, method: string, params: object): Promise<Answer> {
  return client.connection.sendRequest<Answer>(method, params);
}

async function open(calls: Calls, initializationOptions = {}) {
  const client = await startClient({
    tools: calls.tools,
    rules: [],
    folders: ["file:///etc/nginx"],
    initializationOptions,
  });
  await client.open(URI, TEXT);
  return client;
}

test("nginx runs when asked, and its messages become diagnostics", async () => {
  const start = TEXT.indexOf("proxy_ssl_verfiy");
  const calls = record({
    outcome: "refused",
    environment: [],
    messages: [
      {
        severity: "error",
        text: 'unknown directive "proxy_ssl_verfiy"',
        file: "/etc/nginx/nginx.conf",
        span: { start, end: start + 16 },
        attributed: false,
      },
    ],
  });
  const client = await open(calls);
  await client.pullItems(URI);
  expect(calls.made).toEqual([]);
  const report = await ask<NginxTestReport>(client, TestWithNginx.method, { uri: URI });
  expect(calls.made).toEqual(["nginx /etc/nginx/nginx.conf"]);
  expect(report).toMatchObject({
    outcome: "refused",
    summary: 'nginx refuses the configuration: unknown directive "proxy_ssl_verfiy"',
    diagnostics: [
      {
        uri: URI,
        diagnostics: [
          {
            source: "nginx",
            severity: 1,
            range: { start: { line: 5, character: 12 }, end: { line: 5, character: 28 } },
          },
        ],
      },
    ],
  });
});

test("a connection is described first, and made as described or not at all", async () => {
  const calls = record(ACCEPTED);
  const client = await open(calls);
  const { choices } = await ask<ProbeChoices>(client, ProbeChoicesAt.method, AT);
  expect(choices).toEqual([
    {
      endpoint: "api.example.com:443",
      description: [
        "One TLS connection to api.example.com:443; no request is sent over it.",
        "Offered: TLSv1.2 to TLSv1.3, ciphers DEFAULT.",
        "No server name (SNI) is sent.",
        "As nginx is told, the certificate is not verified.",
        "No client certificate is shown.",
      ].join("\n"),
    },
  ]);
  expect(calls.made).toEqual([]);
  const description = choices[0]?.description ?? "";
  const report = await ask<ProbeReport>(client, Probe.method, { ...AT, description });
  expect(calls.made).toEqual(["connect api.example.com:443"]);
  expect(report).toMatchObject({ usable: true });
  await client.edit(URI, "api.example.com", "other.example.com");
  await expect(ask<ProbeReport>(client, Probe.method, { ...AT, description })).rejects.toThrow(
    "changed meanwhile",
  );
  expect(calls.made).toHaveLength(1);
});

test("nothing is done in an untrusted workspace", async () => {
  const calls = record(ACCEPTED);
  const client = await open(calls, { restricted: true });
  const refused = "not in an untrusted workspace";
  await expect(ask<NginxTestReport>(client, TestWithNginx.method, { uri: URI })).rejects.toThrow(
    refused,
  );
  const { choices } = await ask<ProbeChoices>(client, ProbeChoicesAt.method, AT);
  const description = choices[0]?.description ?? "";
  const asked = ask<ProbeReport>(client, Probe.method, { ...AT, description });
  await expect(asked).rejects.toThrow(refused);
  expect(calls.made).toEqual([]);
});

test("a server without these tools says so", async () => {
  const client = await startClient({ rules: [] });
  await client.open(URI, TEXT);
  await expect(ask<NginxTestReport>(client, TestWithNginx.method, { uri: URI })).rejects.toThrow(
    "runs no programs",
  );
});

test("nginx's warnings are counted", async () => {
  const warning = {
    severity: "warning",
    text: "conflicting server name",
    file: "/etc/nginx/nginx.conf",
    span: { start: 0, end: 6 },
    attributed: false,
  } as const;
  const summaries: string[] = [];
  for (const messages of [[], [warning], [warning, warning]]) {
    const client = await open(record({ ...ACCEPTED, messages }));
    const { summary } = await ask<NginxTestReport>(client, TestWithNginx.method, { uri: URI });
    summaries.push(summary);
  }
  expect(summaries).toEqual([
    "nginx accepts the configuration",
    "nginx accepts the configuration, with a warning",
    "nginx accepts the configuration, with 2 warnings",
  ]);
});
