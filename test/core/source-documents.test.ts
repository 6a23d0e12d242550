/** The Complete Example of NGINX's guide "Securing HTTP Traffic to Upstream Servers": what it has us say. */
import { expect, test } from "vitest";
import { applyEdits, DEFAULT_SETTINGS, type Finding, fixAll, Session } from "#core";
import { memoryHost } from "../harness/memory-host.ts";
import { PARSER } from "../harness/parser.ts";

const PATH = "/etc/nginx/nginx.conf";
const OPTIONS = { settings: DEFAULT_SETTINGS };

/** As printed: the first server of port 443 is not closed, and there is no `events`. */
const PRINTED = `http {
    #...
    upstream backend.example.com {
        server backend1.example.com:443;
        server backend2.example.com:443;
   }

    server {
        listen      80;
        server_name www.example.com;
        #...

        location /upstream {
            proxy_pass                    https://backend.example.com;
            proxy_ssl_certificate         /etc/nginx/client.pem;
            proxy_ssl_certificate_key     /etc/nginx/client.key;
            proxy_ssl_protocols           TLSv1 TLSv1.1 TLSv1.2;
            proxy_ssl_ciphers             HIGH:!aNULL:!MD5;
            proxy_ssl_trusted_certificate /etc/nginx/trusted_ca_cert.crt;

            proxy_ssl_verify        on;
            proxy_ssl_verify_depth  2;
            proxy_ssl_session_reuse on;
        }
    }

    server {
        listen      443 ssl;
        server_name backend1.example.com;

        ssl_certificate        /etc/ssl/certs/server.crt;
        ssl_certificate_key    /etc/ssl/certs/server.key;
        ssl_client_certificate /etc/ssl/certs/ca.crt;
        ssl_verify_client      optional;

        location /yourapp {
            proxy_pass https://url_to_app.com;
        #...
        }

    server {
        listen      443 ssl;
        server_name backend2.example.com;

        ssl_certificate        /etc/ssl/certs/server.crt;
        ssl_certificate_key    /etc/ssl/certs/server.key;
        ssl_client_certificate /etc/ssl/certs/ca.crt;
        ssl_verify_client      optional;

        location /yourapp {
            proxy_pass https://url_to_app.com;
        #...
        }
    }
}
`;

const CORRECTED = `events {}

http {
    upstream backend.example.com {
        server backend1.example.com:443;
        server backend2.example.com:443;
    }

    server {
        listen      80;
        server_name www.example.com;

        location /upstream {
            proxy_pass                    https://backend.example.com;
            proxy_ssl_certificate         /etc/nginx/client.pem;
            proxy_ssl_certificate_key     /etc/nginx/client.key;
            proxy_ssl_protocols           TLSv1.2 TLSv1.3;
            proxy_ssl_ciphers             HIGH:!aNULL:!MD5;
            proxy_ssl_trusted_certificate /etc/nginx/trusted_ca_cert.crt;
            proxy_ssl_name                backend.example.com;
            proxy_ssl_server_name         on;

            proxy_ssl_verify        on;
            proxy_ssl_verify_depth  2;
            proxy_ssl_session_reuse on;
        }
    }

    server {
        listen      443 ssl;
        server_name backend1.example.com;

        ssl_certificate        /etc/ssl/certs/server.crt;
        ssl_certificate_key    /etc/ssl/private/server.key;
        ssl_client_certificate /etc/ssl/certs/ca.crt;
        ssl_verify_client      on;

        location /yourapp {
            proxy_pass                    https://url-to-app.com;
            proxy_ssl_trusted_certificate /etc/nginx/trusted_ca_cert.crt;
            proxy_ssl_server_name         on;
            proxy_ssl_verify              on;
        }
    }

    server {
        listen      443 ssl;
        server_name backend2.example.com;

        ssl_certificate        /etc/ssl/certs/server.crt;
        ssl_certificate_key    /etc/ssl/private/server.key;
        ssl_client_certificate /etc/ssl/certs/ca.crt;
        ssl_verify_client      on;

        location /yourapp {
            proxy_pass                    https://url-to-app.com;
            proxy_ssl_trusted_certificate /etc/nginx/trusted_ca_cert.crt;
            proxy_ssl_server_name         on;
            proxy_ssl_verify              on;
        }
    }
}
`;

function sessionOf(text: string): Session {
  return new Session(PARSER, memoryHost({ [PATH]: text }));
}

async function check(text: string): Promise<readonly Finding[]> {
  const result = await sessionOf(text).check(PATH, OPTIONS);
  expect(result?.failures).toEqual([]);
  return result?.findings ?? [];
}

/** `line severity rule` of each finding, in order. */
async function summary(text: string): Promise<string[]> {
  const lines = (await check(text)).map(({ span, severity, rule }) => {
    const line = text.slice(0, span.start).split("\n").length;
    return `${String(line).padStart(2)} ${severity} ${rule}`;
  });
  return lines.sort();
}

const PRINTED_SUMMARY = [
  " 1 information missing-events-block",
  "14 hint upstream-host-header-is-group",
  "14 information upstream-tls-name-is-group",
  "17 information tls13-missing",
  "17 warning weak-protocol",
  "17 warning weak-protocol",
  "18 hint cipher-no-forward-secrecy",
  "21 warning upstream-tls-verify-no-sni",
  "23 hint redundant-default",
  "27 error block-not-closed",
  "32 hint tls-key-in-cert-dir",
  "34 warning client-verify-optional-unchecked",
  "37 information hostname-underscore",
  "37 warning upstream-tls-verify-off",
  "46 hint tls-key-in-cert-dir",
  "48 warning client-verify-optional-unchecked",
  "51 information hostname-underscore",
  "51 warning upstream-tls-verify-off",
];

test("the example as printed", async () => {
  expect(await summary(PRINTED)).toEqual(PRINTED_SUMMARY);
});

test("all nine files that are not on this machine are named, if asked for", async () => {
  const settings = { ...DEFAULT_SETTINGS, missingFiles: true };
  const host = memoryHost({ [PATH]: PRINTED });
  host.inspectFile = async () => ({ status: "missing" });
  const result = await new Session(PARSER, host).check(PATH, { settings });
  const missing = result?.findings.filter((it) => it.rule === "tls-file-not-found") ?? [];
  const lines = missing.map(({ span }) => PRINTED.slice(0, span.start).split("\n").length);
  expect(lines).toEqual([15, 16, 19, 31, 32, 33, 45, 46, 47]);
});

test("the two passes without SNI say so", async () => {
  const unverified = (await check(PRINTED)).filter((it) => it.rule === "upstream-tls-verify-off");
  expect(unverified.map((it) => it.message)).toEqual(
    Array(2).fill(
      'certificate is not verified ("proxy_ssl_verify" is off by default) and no SNI is sent',
    ),
  );
});

test("the fix of the missing brace inserts it behind line 39", async () => {
  const missing = (await check(PRINTED)).find((it) => it.rule === "block-not-closed");
  const fixed = applyEdits(PRINTED, missing?.fixes[0]?.edits ?? []);
  const lines = PRINTED.split("\n");
  expect(fixed).toBe([...lines.slice(0, 39), "    }", ...lines.slice(39)].join("\n"));
});

test("with brace and events in place, all other findings stand", async () => {
  const lines = PRINTED.split("\n");
  const whole = ["events {}", ...lines.slice(0, 39), "    }", ...lines.slice(39)].join("\n");
  const moved = PRINTED_SUMMARY.filter((it) => !/missing-events|not-closed/.test(it)).map((it) => {
    const line = Number(it.slice(0, 2));
    return `${line + (line > 39 ? 2 : 1)}${it.slice(2)}`;
  });
  expect(await summary(whole)).toEqual(moved);
});

test("the safe fixes make a file without errors, and are then done", async () => {
  const [fixed] = (await fixAll(sessionOf(PRINTED), PATH, OPTIONS)).values();
  const left = await check(fixed ?? "");
  expect(left.filter((it) => it.severity === "error")).toEqual([]);
  expect(left.flatMap((it) => it.fixes).filter((it) => it.safety === "safe")).toEqual([]);
});

test("the corrected example has no warning", async () => {
  expect(await summary(CORRECTED)).toEqual([
    "18 hint cipher-no-forward-secrecy",
    "25 hint redundant-default",
  ]);
});

test("without the two lines it has no finding at all", async () => {
  const bare = CORRECTED.split("\n").filter((it) => !/proxy_ssl_(ciphers|session_reuse)/.test(it));
  expect(await summary(bare.join("\n"))).toEqual([]);
});
