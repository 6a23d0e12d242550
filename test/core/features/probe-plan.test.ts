import { expect, test } from "vitest";
import { describePlan, probePlans } from "#core";
import { openFixture } from "../../harness/feature.ts";
import { conf } from "../../harness/fixture.ts";

/** What would be done for the first connection: a description for each address, or why there is none. */
async function plansOf(fixture: string): Promise<readonly string[] | string> {
  const { config } = await openFixture(fixture);
  const [connection] = config.connections;
  if (!connection) throw new Error("the fixture has no connection");
  const result = probePlans(connection, config);
  return result.kind === "impossible" ? result.reason : result.plans.map(describePlan);
}

test("all that makes the connection is told before it is made", async () => {
  const plans = await plansOf(conf`
    events {}
    http {
        upstream apis { server 10.0.0.1:8443; server unix:/run/api.sock; server api.example; }
        server {
            location / {
                proxy_pass https://apis;
                proxy_ssl_protocols TLSv1.2;
                proxy_ssl_ciphers ECDHE-RSA-AES256-GCM-SHA384;
                proxy_ssl_server_name on;
                proxy_ssl_name api.example.com;
                proxy_ssl_verify on;
                proxy_ssl_trusted_certificate /ca.pem;
                proxy_ssl_certificate /client.pem;
                proxy_ssl_certificate_key /client.key;
                proxy_ssl_conf_command Options SessionTicket;
            }
        }
    }
  `);
  const told = [
    "Offered: TLSv1.2, ciphers ECDHE-RSA-AES256-GCM-SHA384.",
    'SNI sends "api.example.com".',
    'The certificate must be signed by a CA of /ca.pem and be for "api.example.com".',
    "The client certificate /client.pem is shown; its key is read for this connection only.",
    'Left out: "proxy_ssl_conf_command".',
  ];
  expect(plans).toEqual(
    ["10.0.0.1:8443", "unix:/run/api.sock", "api.example:80"].map((it) =>
      [`One TLS connection to ${it}; no request is sent over it.`, ...told].join("\n"),
    ),
  );
});

test("a name that a variable decides about is left out, and that is said", async () => {
  const plans = await plansOf(conf`
    events {}
    http {
        server {
            location / {
                proxy_pass https://api.example.com;
                proxy_ssl_server_name on;
                proxy_ssl_name $host;
                proxy_ssl_verify on;
                proxy_ssl_trusted_certificate /ca.pem;
            }
        }
    }
  `);
  expect(plans).toEqual([
    [
      "One TLS connection to api.example.com:443; no request is sent over it.",
      "Offered: TLSv1.2 to TLSv1.3, ciphers DEFAULT.",
      "No server name (SNI) is sent.",
      "The certificate must be signed by a CA of /ca.pem.",
      "No client certificate is shown.",
      "Left out: the name for SNI and for the check, which is known at run time only.",
    ].join("\n"),
  ]);
});

test.each([
  ["https://$host", 'where "https://$host" leads is known at run time only'],
  ["http://a.example", "this connection does not use TLS"],
])("no connection is made to %s", async (target, reason) => {
  const text = `events {}\nhttp { server { location / { proxy_pass ${target}; } } }\n`;
  expect(await plansOf(text)).toBe(reason);
});
