import { expect, test } from "vitest";
import { placesOfMap, thingAt } from "#core";
import { inspectText } from "../../../../core/certificates/inspect.ts";
import { conf } from "../../../harness/fixture.ts";
import { fileWith } from "../../../harness/memory-host.ts";
import { certificateFor, party } from "../../../harness/real-certificate.ts";
import { linesOf, mapOf } from "./maps.ts";

test("from clients to upstreams, with what protects each way", async () => {
  const { map } = await mapOf(conf`
    events {}
    http {
        upstream apis { server api1:8443; server api2:8443 backup; }
        server {
            listen 443 ssl;
            listen [::]:443 ssl;
            server_name www.example.com;
            ssl_verify_client on;
            location / { proxy_pass http://127.0.0.1:8080; }
            location /api { proxy_pass https://apis; proxy_ssl_verify on; proxy_ssl_trusted_certificate ca.crt; }
            location /v2 { proxy_pass https://apis; }
            location /php { fastcgi_pass unix:/run/php.sock; }
            location /any { proxy_pass $backend; }
            location /grpc { if ($slow) { grpc_pass grpcs://slow.example.com; } }
        }
        server { listen 80; return 301 https://$host; }
    }
  `);
  expect(linesOf(map)).toEqual([
    "443, [::]:443: mutual -> www.example.com",
    "80: plain -> default server *:80",
    "www.example.com / -> 127.0.0.1:8080: plain, local",
    "www.example.com /api -> apis: verified",
    "www.example.com /v2 -> apis: encrypted",
    "www.example.com /php -> unix:/run/php.sock: plain, local",
    "www.example.com /any -> $backend: unknown",
    "www.example.com /grpc if ($slow) -> slow.example.com:443: encrypted",
    "default server *:80: redirects to https://$host",
  ]);
  expect(map.sections[0]?.upstreams[0]?.members.map((it) => it.label)).toEqual([
    "api1:8443",
    "api2:8443 backup",
  ]);
});

test("stream and mail have parts of their own", async () => {
  const { map } = await mapOf(conf`
    events {}
    stream {
        server { listen 5432; proxy_pass db.example.com:5432; proxy_ssl on; }
        server { listen 8443; ssl_preread on; proxy_pass $ssl_preread_server_name:443; }
    }
    mail {
        auth_http 127.0.0.1:9000/auth;
        server { listen 993 ssl; protocol imap; }
    }
  `);
  expect(map.sections.map((it) => it.family)).toEqual(["stream", "mail"]);
  expect(linesOf(map)).toEqual([
    "5432: plain -> stream server *:5432",
    "8443: unknown -> stream server *:8443",
    "stream server *:5432 all connections -> db.example.com:5432: encrypted",
    "stream server *:8443 all connections -> $ssl_preread_server_name:443: unknown",
    "993: encrypted -> mail server *:993",
    "mail server *:993 all connections -> chosen by auth_http: plain",
  ]);
});

test("hops that are alike are one, and lead to the first", async () => {
  const { map, config } = await mapOf(conf`
    events {}
    http {
        server {
            listen 80;
            location /a { proxy_pass http://app.example.com; }
            location /b { proxy_pass https://app.example.com; }
            location /c { proxy_pass http://app.example.com/sub; }
        }
    }
  `);
  expect(linesOf(map).slice(1)).toEqual([
    "default server *:80 /a, /c -> app.example.com:80: plain",
    "default server *:80 /b -> app.example.com:443: encrypted",
  ]);
  const [route] = map.sections[0]?.servers[0]?.routes ?? [];
  const place = placesOfMap(map).get(route?.id ?? "");
  const { text } = config.rootFile;
  expect(text.slice(place?.span.start, place?.span.end)).toBe("proxy_pass http://app.example.com");
  expect(thingAt(map, config.rootFile.path, text.indexOf("/sub"))).toBe(route?.id);
});

test("of many servers those that differ by name only are drawn once", async () => {
  const servers = Array.from(
    { length: 30 },
    (_, at) =>
      `server { listen 80; server_name s${at}; location / { proxy_pass http://${at < 28 ? "app" : "other"}; } }`,
  );
  const { map } = await mapOf(`events {}\nhttp {\n${servers.join("\n")}\n}\n`);
  const [section] = map.sections;
  // The first is the default server of its address.
  expect(section?.servers.map((it) => [it.label, it.alike.length])).toEqual([
    ["s0", 0],
    ["s1", 26],
    ["s28", 0],
    ["s29", 0],
  ]);
  expect(section?.listeners[0]?.servers.length).toBe(4);
});

test("a fragment is drawn with what is seen of it", async () => {
  const { map } = await mapOf("location / {\n    proxy_pass https://app.example.com;\n}\n");
  expect(linesOf(map)).toEqual([
    "server that includes this file / -> app.example.com:443: encrypted",
  ]);
});

test("findings mark what they are about, also from an included file and from an outer block", async () => {
  const { map } = await mapOf(
    conf`
      events {}
      http {
          ssl_protocols TLSv1 TLSv1.2;
          server {
              listen 443 ssl;
              ssl_certificate a.crt;
              ssl_certificate_key a.key;
              location / { include hop.inc; }
              location /plain { proxy_pass http://app.example.com; }
          }
      }
      #- hop.inc
      proxy_pass https://app.example.com;
    `,
    { rules: /^(weak-protocol|upstream-tls-verify-off)$/ },
  );
  const [server] = map.sections[0]?.servers ?? [];
  expect(server?.tally.warning).toBe(1);
  expect(server?.messages[0]).toContain("TLSv1");
  expect(server?.routes.map((it) => it.tally.warning)).toEqual([1, 0]);
  expect(map.elsewhere.warning).toBe(0);
});

test("certificates that have run out or do not fit are marked where they are used", async () => {
  const owner = party("www.example.com");
  const der = certificateFor(owner, owner, ["www.example.com"]);
  const pem = `-----BEGIN CERTIFICATE-----\n${der.toString("base64").replace(/(.{64})/g, "$1\n")}\n-----END CERTIFICATE-----\n`;
  const file = inspectText(pem);
  const [block] = file.blocks;
  const end = block?.kind === "certificate" ? (block.x509?.notAfter ?? 0) : 0;
  expect(end).toBeGreaterThan(0);
  const files = new Map([["/etc/nginx/www.crt", fileWith(file)]]);
  const fixture = conf`
    events {}
    http {
        server {
            listen 443 ssl;
            server_name www.example.com;
            ssl_certificate www.crt;
            ssl_certificate_key www.key;
            location / {
                proxy_pass https://app.example.com;
                proxy_ssl_certificate www.crt;
                proxy_ssl_certificate_key www.key;
            }
        }
    }
  `;
  const day = 86_400_000;
  const stateAt = async (now: number) => {
    const { map } = await mapOf(fixture, { files, now });
    const [server] = map.sections[0]?.servers ?? [];
    const hop = server?.routes[0]?.hop;
    return [server?.certificate?.text, hop?.certificate?.state];
  };
  expect(await stateAt(end - 60 * day)).toEqual([undefined, undefined]);
  expect(await stateAt(end - 5 * day)).toEqual(['"www.crt" expires in 5 days', "expiring"]);
  expect(await stateAt(end + 3.5 * day)).toEqual(['"www.crt" expired 3 days ago', "expired"]);
});

test("a mismatch marks those who use the certificate, not all who see the key", async () => {
  const { map } = await mapOf(
    conf`
      events {}
      http {
          ssl_certificate_key b.example.com.key;
          server { listen 443 ssl; server_name a; ssl_certificate a.example.com.crt; }
          server { listen 443 ssl; server_name b; ssl_certificate b.example.com.crt; }
          server { listen 80; server_name c; }
      }
    `,
    { rules: /^tls-pair-name-mismatch$/ },
  );
  const marks = map.sections[0]?.servers.map((it) => [it.label, it.certificate?.state]);
  expect(marks).toEqual([
    ["a", "mismatched"],
    ["b", undefined],
    ["c", undefined],
  ]);
});

test("a hop to a variable shows the values that the configuration gives it", async () => {
  const { map } = await mapOf(conf`
    events {}
    http {
        map $host $backend { hostnames; default pool; *.b.example secure; c.example pool; }
        upstream pool { server 10.0.0.1; }
        server {
            listen 80;
            set $other 10.0.0.9:8443;
            location / { proxy_pass https://$backend; }
            location /o { proxy_pass https://$OTHER/x; }
            location /r { proxy_pass https://$arg_to; }
        }
    }
    stream { map $server_port $backend { default db; } }
  `);
  const [section] = map.sections;
  const shown = section?.upstreams.map(({ label, members }) => [
    label,
    members.map((it) => it.label),
  ]);
  expect(shown).toEqual([
    ["pool", ["10.0.0.1"]],
    ["$backend", ["pool", "secure"]],
    ["$OTHER", ["10.0.0.9:8443"]],
    ["$arg_to", []],
  ]);
});
