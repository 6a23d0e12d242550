import { expect, test } from "vitest";
import { listenersOf } from "../../../core/config/listeners.ts";
import {
  connectionPosture,
  listenerPosture,
  type Posture,
  servedCertificates,
} from "../../../core/features/posture.ts";
import { DEFAULT_SETTINGS } from "../../../core/settings.ts";
import { openFixture } from "../../harness/feature.ts";
import { conf } from "../../harness/fixture.ts";

async function hops(fixture: string): Promise<Posture[]> {
  const { config } = await openFixture(fixture);
  return config.connections.map((it) => connectionPosture(it, config));
}

async function listeners(fixture: string): Promise<Posture[]> {
  const { config } = await openFixture(fixture);
  return listenersOf(config).servers.flatMap((server) =>
    server.listens.map((it) => listenerPosture(it, config)),
  );
}

function rowsOf(posture: Posture | undefined): Record<string, string> {
  return Object.fromEntries(
    (posture?.rows ?? []).map((it) => [it.topic, `${it.value} | ${it.source}`]),
  );
}

test("a hop in plain text has nothing to tell but that", async () => {
  const [posture] = await hops(conf`
    events {}
    http { server { location / { proxy_pass http://backend.example.com:80/app; } } }
  `);
  expect(posture?.verdict).toBe("plain");
  expect(posture?.summary).toBe("Plain text to backend.example.com:80");
  expect(rowsOf(posture)).toEqual({ encryption: 'no | scheme "http"' });
});

test("a hop that is encrypted tells its defaults", async () => {
  const [posture] = await hops(conf`
    events {}
    http { server { location / { proxy_pass https://api.example.com; } } }
  `);
  expect(posture?.verdict).toBe("encrypted");
  expect(posture?.summary).toBe("TLS to api.example.com: not verified, no SNI");
  expect(rowsOf(posture)).toMatchObject({
    encryption: 'yes | scheme "https"',
    verification: "no: any certificate is taken | default of nginx 1.30.0",
    name: "no | default of nginx 1.30.0",
    sni: "not sent | default of nginx 1.30.0",
    identity: "none | default of nginx 1.30.0",
    protocols: "TLSv1.2, TLSv1.3 | default of nginx 1.30.0",
  });
});

test("a mutual hop tells where each part comes from", async () => {
  const [posture] = await hops(conf`
    events {}
    http {
      proxy_ssl_trusted_certificate /etc/ssl/ca.crt;
      upstream pool { server a.example.com:443; }
      server {
        server_name www.example.com;
        proxy_ssl_verify on;
        location / {
          proxy_pass https://pool;
          proxy_ssl_certificate client.crt;
          proxy_ssl_certificate_key client.key;
          proxy_ssl_server_name on;
          proxy_ssl_name a.example.com;
          proxy_ssl_verify_depth 2;
        }
      }
    }
  `);
  expect(posture?.verdict).toBe("mutual");
  expect(posture?.summary).toBe(
    "TLS to pool: verified (ca.crt), SNI a.example.com, client certificate client.crt",
  );
  expect(rowsOf(posture)).toMatchObject({
    verification: 'against "/etc/ssl/ca.crt" | inherited from "http"',
    name: '"a.example.com" | set here',
    identity: '"client.crt", key "client.key" | set here',
    depth: "at most 2 intermediate CAs | set here",
    crl: "none: revoked certificates are taken | default of nginx 1.30.0",
  });
  const verification = posture?.rows.find((it) => it.topic === "verification");
  expect(verification?.origins.map((it) => it.directive.name.text)).toEqual([
    "proxy_ssl_verify",
    "proxy_ssl_trusted_certificate",
  ]);
});

test.each([
  [
    "proxy_pass $backend;",
    "unknown",
    "TLS if the scheme says so, to $backend: not verified, no SNI",
  ],
  [
    "proxy_pass https://pool; proxy_ssl_verify on;",
    "unknown",
    "TLS to pool: verified against no CA, which nginx refuses, no SNI",
  ],
  [
    "grpc_pass grpcs://pool:443; grpc_ssl_verify on; grpc_ssl_trusted_certificate ca.crt;",
    "verified",
    "TLS to pool:443: verified (ca.crt), no SNI",
  ],
  [
    'proxy_pass https://pool; proxy_ssl_certificate "";',
    "encrypted",
    "TLS to pool: not verified, no SNI",
  ],
])("%s is %s", async (statements, verdict, summary) => {
  const [posture] = await hops(`events {} http { server { location / { ${statements} } } }`);
  expect(posture).toMatchObject({ verdict, summary });
});

test("a name that is only the group's matches no certificate of its servers", async () => {
  const named = (group: string) => `events {}
    http {
      upstream ${group} { server a.example.com:443; }
      server {
        location / {
          proxy_pass https://${group};
          proxy_ssl_verify on;
          proxy_ssl_trusted_certificate ca.crt;
        }
      }
    }`;
  const [foreign] = await hops(named("pool"));
  const [own] = await hops(named("a.example.com"));
  expect(rowsOf(foreign).name).toBe(
    '"pool", which is no server of the group | name of the upstream group',
  );
  expect(foreign?.rows.find((it) => it.topic === "name")?.quality).toBe("weak");
  expect(own?.rows.find((it) => it.topic === "name")?.quality).toBe("good");
});

test("a hop of stream", async () => {
  const postures = await hops(conf`
    events {}
    stream {
      server { listen 1; proxy_pass a:1; proxy_ssl on; }
      server { listen 2; proxy_pass a:1; }
      server { listen 3; proxy_pass a:1; ssl_preread on; }
      server { listen 4 udp; proxy_pass a:1; proxy_ssl on; }
    }
  `);
  expect(postures.map((it) => it.verdict)).toEqual(["encrypted", "plain", "unknown", "plain"]);
  expect(rowsOf(postures[3])).toEqual({ encryption: 'no | "proxy_ssl" is ignored for UDP' });
});

const TWO = conf`
  events {}
  http {
    ssl_certificate_key www.key;
    server {
      listen 443 ssl;
      server_name www.example.com;
      ssl_certificate www.crt;
      ssl_protocols TLSv1.2;
      ssl_session_cache shared:SSL:10m;
    }
    server {
      listen 443;
      listen 80;
      server_name api.example.com;
      ssl_protocols TLSv1.3;
      ssl_verify_client on;
      ssl_client_certificate clients.crt;
      return 301 https://www.example.com$request_uri;
    }
  }
`;

test("a listener that is TLS by another server's word serves that server's certificate", async () => {
  const [, second, plain] = await listeners(TWO);
  expect(second?.verdict).toBe("mutual");
  expect(second?.summary).toBe(
    "TLS on *:443: default server's certificate www.crt, TLSv1.3, client certificates required",
  );
  expect(rowsOf(second)).toMatchObject({
    encryption: 'yes | "ssl" of another server on "*:443"',
    "default-server": '"www.example.com" | the first on this address',
    certificate: '"www.crt" | of the default server "www.example.com"',
    sessions:
      'cache "SSL" of 10m for all workers, kept for 5m | of the default server "www.example.com"',
    verification: '"clients.crt" | set here',
  });
  expect(plain?.verdict).toBe("plain");
  expect(plain?.summary).toBe("Plain text on *:80, redirects to HTTPS");
});

test("the default server's protocols count before 1.29.2", async () => {
  const [, now] = await listeners(TWO);
  const { config } = await openFixture(TWO, {
    settings: { ...DEFAULT_SETTINGS, nginxVersion: "1.28.0" },
  });
  const server = listenersOf(config).servers[1];
  const before = server?.listens[0] && listenerPosture(server.listens[0], config);
  expect(rowsOf(now).protocols).toBe("TLSv1.3 | set here");
  expect(rowsOf(before).protocols).toBe('TLSv1.2 | of the default server "www.example.com"');
});

test("certificates that a socket serves, by server", async () => {
  const { config } = await openFixture(TWO);
  const [socket] = listenersOf(config).sockets;
  const served = socket ? servedCertificates(socket) : [];
  expect(served.map((it) => [it.server.names[0], it.from])).toEqual([
    ["www.example.com", "own"],
    ["api.example.com", "default-server"],
  ]);
});

test("listeners of mail and stream", async () => {
  const postures = await listeners(conf`
    events {}
    mail {
      server { listen 25; starttls on; protocol smtp; }
      server { listen 143; starttls only; protocol imap; }
    }
    stream {
      server { listen 443; ssl_preread on; proxy_pass a:1; }
      server { listen 444 ssl; ssl_certificate a.crt; ssl_certificate_key a.key; proxy_pass a:1; }
    }
  `);
  expect(postures.map((it) => it.verdict)).toEqual(["plain", "encrypted", "unknown", "encrypted"]);
});
