/** Each policy with the configuration that it recommends, and with ones that it does not. */
import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS, type Finding, POLICY_IDS, Session, type Settings } from "#core";
import { INTERMEDIATE_CIPHER_STRING } from "../../../core/knowledge/mozilla.ts";
import { POLICIES, policyNamed } from "../../../core/knowledge/policies/policies.ts";
import { applyFileEdits } from "../../harness/fixture.ts";
import { memoryHost } from "../../harness/memory-host.ts";
import { PARSER } from "../../harness/parser.ts";

const PATH = "/etc/nginx/nginx.conf";
const MAX_PASSES = 20;

/** The output of Mozilla's generator for nginx 1.30, without OCSP stapling. */
function generated(tls: string): string {
  return `events {}
http {
    server {
        listen 443 ssl;
        listen [::]:443 ssl;
        http2 on;
        server_name www.example.com;
        ssl_certificate /path/to/signed_cert_plus_intermediates;
        ssl_certificate_key /path/to/private_key;

        # HSTS (ngx_http_headers_module is required) (63072000 seconds)
        add_header Strict-Transport-Security "max-age=63072000" always;
    }
    ${tls}
    ssl_session_timeout 1d;
    ssl_session_cache shared:MozSSL:10m; # about 40000 sessions
    server {
        listen 80 default_server;
        listen [::]:80 default_server;
        return 301 https://$host$request_uri;
    }
}
`;
}

const CURVES = "ssl_ecdh_curve X25519:prime256v1:secp384r1;";

interface Recommended {
  readonly policy: Settings["policy"];
  readonly from: string;
  readonly text: string;
  readonly settings?: Partial<Settings>;
}

const RECOMMENDED: readonly Recommended[] = [
  {
    policy: "mozilla-intermediate",
    from: "Mozilla's generator",
    text: generated(`ssl_protocols TLSv1.2 TLSv1.3;
    ${CURVES}
    ssl_ciphers ${INTERMEDIATE_CIPHER_STRING};
    ssl_prefer_server_ciphers off;`),
  },
  {
    policy: "mozilla-intermediate",
    from: "Mozilla's generator for OpenSSL 3.5",
    settings: { opensslVersion: "3.5" },
    text: generated(`ssl_protocols TLSv1.2 TLSv1.3;
    ssl_ecdh_curve X25519MLKEM768:X25519:prime256v1:secp384r1;
    ssl_ciphers ${INTERMEDIATE_CIPHER_STRING};
    ssl_prefer_server_ciphers off;`),
  },
  {
    policy: "mozilla-modern",
    from: "Mozilla's generator",
    text: generated(`ssl_protocols TLSv1.3;
    ${CURVES}
    ssl_prefer_server_ciphers off;`),
  },
  {
    policy: "cis",
    from: "the benchmark's remediations",
    text: `events {}
http {
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_ciphers EECDH:EDH:!NULL:!SSLv2:!RC4:!aNULL:!3DES:!IDEA;
    ssl_dhparam /etc/nginx/ssl/dhparam.pem;
    ssl_session_tickets off;
    server {
        listen 443 ssl;
        http2 on;
        server_name www.example.com;
        ssl_certificate /etc/nginx/cert.pem;
        ssl_certificate_key /etc/nginx/cert.key;
        add_header Strict-Transport-Security "max-age=15768000;" always;
    }
}
`,
  },
  {
    policy: "cis",
    from: "edition 3.0.0",
    text: generated("ssl_protocols TLSv1.3;"),
  },
  ...["1.22.1", "1.26.3", "1.30.0"].map((nginxVersion) => ({
    policy: "nginx-default" as const,
    from: `nginx ${nginxVersion}`,
    settings: { nginxVersion },
    text: `events {}
http {
    server {
        listen 443 ssl;
        server_name www.example.com;
        ssl_certificate /etc/nginx/cert.pem;
        ssl_certificate_key /etc/nginx/cert.key;
        ssl_ciphers HIGH:!aNULL:!MD5;
        ssl_prefer_server_ciphers off;
        ssl_session_timeout 5m;
        ssl_ecdh_curve auto;
        location / {
            root /srv/www;
        }
    }
}
`,
  })),
];

/** Everything that a policy may have something against. */
const WEAK = `events {}
http {
    ssl_protocols SSLv3 TLSv1 TLSv1.1;
    ssl_ciphers ALL:!eNULL;
    ssl_prefer_server_ciphers on;
    ssl_ecdh_curve secp224r1;
    ssl_session_timeout 3d;
    server {
        listen 443 ssl;
        server_name www.example.com;
        ssl_certificate /etc/nginx/cert.pem;
        ssl_certificate_key /etc/nginx/cert.key;
        ssl_protocols TLSv1.1 TLSv1.2;
        ssl_ciphers ${INTERMEDIATE_CIPHER_STRING};
        location / {
            proxy_pass https://10.0.0.1;
            proxy_ssl_protocols TLSv1;
            proxy_ssl_ciphers DEFAULT:3DES;
        }
    }
    server {
        listen 443 ssl;
        server_name old.example.com;
        add_header Strict-Transport-Security max-age=60 always;
    }
}
`;

/** The rules that ask the policy. */
const POLICY_RULES: ReadonlySet<string> = new Set([
  "weak-protocol",
  "weak-protocol-default",
  "tls13-missing",
  "tls13-only",
  "weak-cipher",
  "cipher-no-forward-secrecy",
  "tls-ecdh-curve",
  "prefer-server-ciphers",
  "hsts-missing",
  "hsts-short",
  "session-timeout-long",
]);

async function check(text: string, settings: Partial<Settings>): Promise<readonly Finding[]> {
  const session = new Session(PARSER, memoryHost({ [PATH]: text }));
  const result = await session.check(PATH, { settings: { ...DEFAULT_SETTINGS, ...settings } });
  return result?.findings ?? [];
}

/** Those that a policy has, not a standard that holds with every policy. */
function byPolicy(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((it) => POLICY_RULES.has(it.rule));
}

test("the setting names each policy there is", () => {
  expect(POLICIES.map((it) => it.id)).toEqual([...POLICY_IDS]);
  for (const { id, label, source } of POLICIES) {
    expect(policyNamed(id).label).toBe(label);
    expect(source.url).toMatch(/^https:/);
  }
});

test.each(RECOMMENDED)("$policy has nothing against what $from says", async (it) => {
  expect(await check(it.text, { policy: it.policy, ...it.settings })).toEqual([]);
});

describe.each([...POLICY_IDS])("%s", (policy) => {
  const { label } = policyNamed(policy);

  test("is named by each finding that follows it", async () => {
    const found = byPolicy(await check(WEAK, { policy }));
    expect(found.length).toBeGreaterThan(3);
    for (const { message } of found) {
      expect(message).toContain(label);
      expect(message.length).toBeLessThanOrEqual(100);
    }
  });

  test("accepts what its fixes lead to", async () => {
    let text = WEAK;
    for (let pass = 0; ; pass++) {
      const fix = byPolicy(await check(text, { policy })).find((it) => it.fixes[0])?.fixes[0];
      if (!fix) break;
      expect(pass, "fixes converge").toBeLessThan(MAX_PASSES);
      text = applyFileEdits({ [PATH]: text }, fix.edits)[PATH] ?? "";
    }
    expect(byPolicy(await check(text, { policy }))).toEqual([]);
  });
});

test("mozilla-modern asks servers for TLS 1.3 alone, and upstreams for no more than intermediate", async () => {
  const text = `events {}
http {
    server {
        listen 443 ssl;
        ssl_reject_handshake on;
        location / {
            proxy_pass https://10.0.0.1;
            proxy_ssl_protocols TLSv1.2 TLSv1.3;
        }
    }
}
`;
  const found = byPolicy(await check(text, { policy: "mozilla-modern" }));
  expect(found.map((it) => it.message)).toEqual([
    "TLSv1.2 is on by default in nginx 1.30.0: below policy mozilla-modern 6.0",
  ]);
});

test("retired versions are a warning with every policy, unless nginx enables them by itself", async () => {
  const text = "http { ssl_protocols TLSv1.1 TLSv1.2 TLSv1.3; }";
  for (const policy of POLICY_IDS) {
    const [first] = byPolicy(await check(text, { policy }));
    expect(first).toMatchObject({ rule: "weak-protocol", severity: "warning" });
  }
  const settings: Partial<Settings> = { policy: "nginx-default", nginxVersion: "1.26.3" };
  expect(byPolicy(await check(text, settings))).toEqual([]);
});
