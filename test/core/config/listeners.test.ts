import { expect, test } from "vitest";
import { type Config, DEFAULT_SETTINGS, Session, type Settings } from "#core";
import { parseListen, socketTexts } from "../../../core/config/listen-address.ts";
import { type Listeners, listenersOf, serversWith } from "../../../core/config/listeners.ts";
import { conf } from "../../harness/fixture.ts";
import { memoryHost } from "../../harness/memory-host.ts";
import { PARSER } from "../../harness/parser.ts";

const PATH = "/etc/nginx/nginx.conf";

async function configOf(text: string, settings: Partial<Settings> = {}): Promise<Config> {
  const session = new Session(PARSER, memoryHost({ [PATH]: text }));
  const config = await session.config(PATH, { settings: { ...DEFAULT_SETTINGS, ...settings } });
  if (!config) throw new Error("no such file");
  return config;
}

async function read(text: string, settings: Partial<Settings> = {}): Promise<Listeners> {
  return listenersOf(await configOf(text, settings));
}

/** Each socket with its flags, its servers by name, the default one in brackets. */
function describe({ sockets }: Listeners): string[] {
  return sockets.map((socket) => {
    const names = socket.servers.map((it) => {
      const name = it.names[0] ?? "-";
      return it === socket.defaultServer ? `[${name}]` : name;
    });
    const flags = (["ssl", "http2", "quic", "proxy_protocol"] as const).filter((it) =>
      socket.has(it),
    );
    return [socket.family, socket.transport, socket.address.key, ...flags, ...names].join(" ");
  });
}

test.each([
  ["443", "*:443"],
  ["*:443", "*:443"],
  ["0.0.0.0:443", "*:443"],
  ["0443", "*:443"],
  ["127.0.0.1", "127.0.0.1:80"],
  ["[::]:443", "[::]:443"],
  ["[2001:DB8::1]", "[2001:db8::1]:80"],
  ["[0:0::0]:443", "[::]:443"],
  ["[2001:0db8:0:0:1:0:0:0]:443", "[2001:db8:0:0:1::]:443"],
  ["[::ffff:127.0.0.1]:443", "[::ffff:127.0.0.1]:443"],
  ["[::ffff:7f00:1]:443", "[::ffff:127.0.0.1]:443"],
  ["[0:0:0:0:0:0:0:1]:443", "[::1]:443"],
  ["Localhost:8000", "localhost:8000"],
  ["8000-8010", "*:8000-8010"],
  ["unix:/run/nginx.sock", "unix:/run/nginx.sock"],
])("%s is %s", (text, key) => {
  expect(parseListen(text)?.key).toBe(key);
});

test.each([
  "$port",
  "127.0.0.1:$PORT",
  "{{ port }}",
  "@PORT@",
  "",
  "a:b",
  "[::g]:443",
  "443-80",
  "70000",
])("%s can't be known", (text) => {
  expect(parseListen(text)).toBeUndefined();
});

test.each([
  ["443", ["0.0.0.0:443"]],
  ["8000-8002", ["0.0.0.0:8000", "0.0.0.0:8001", "0.0.0.0:8002"]],
  ["[0::0]:80", ["[::]:80"]],
  ["unix:/run/nginx.sock", ["unix:/run/nginx.sock"]],
])("nginx writes the sockets of %s as %j", (text, sockets) => {
  const address = parseListen(text);
  expect(address && socketTexts(address)).toEqual(sockets);
});

test("servers share a socket by exact address, port and transport; options are joined", async () => {
  const listeners = await read(conf`
    http {
        server { server_name implicit; }
        server { listen 80; listen 443; server_name a; }
        server { listen *:443 ssl default_server; listen 443 quic; server_name b; }
        server { listen 0.0.0.0:443 http2 proxy_protocol; server_name c; }
        server { listen 127.0.0.1:443; server_name d; }
    }
    stream {
        server { listen 443 udp; server_name e; }
        server { listen 443; server_name f; }
    }
    mail {
        server { listen 993 ssl; server_name g; }
    }
  `);
  expect(describe(listeners)).toEqual([
    "http tcp *:80 [implicit] a",
    "http tcp *:443 ssl http2 proxy_protocol a [b] c",
    "http udp *:443 quic [b]",
    "http tcp 127.0.0.1:443 [d]",
    "stream udp *:443 [e]",
    "stream tcp *:443 [f]",
    "mail tcp *:993 ssl [g]",
  ]);
});

test("before 1.25.5 servers of stream share nothing", async () => {
  const text = "stream { server { listen 443 ssl; } server { listen 443; } }";
  expect(describe(await read(text))).toEqual(["stream tcp *:443 ssl [-] -"]);
  expect(describe(await read(text, { nginxVersion: "1.25.4" }))).toEqual([
    "stream tcp *:443 ssl [-]",
    "stream tcp *:443 [-]",
  ]);
});

test("whether a server is TLS", async () => {
  const { servers } = await read(conf`
    http {
        server { listen 443 ssl; }
        server { listen 443; }
        server { listen 80; }
        server { listen 80; include /nowhere/listen.conf; }
        server { listen $port; }
    }
  `);
  expect(servers.map((it) => it.tls)).toEqual(["yes", "yes", "unknown", "unknown", "unknown"]);
  const plain = await read("http { server { listen 80; } server { ssl on; listen 81; } }");
  expect(plain.servers.map((it) => it.tls)).toEqual(["no", "yes"]);
});

test("an unread include leaves a socket incomplete, and so does a fragment", async () => {
  const whole = await read("http { server { listen 80; } }");
  expect(whole.sockets.map((it) => it.complete)).toEqual([true]);
  const cut = await read("http { include /nowhere/a.conf; server { listen 80; } }");
  expect(cut.sockets.map((it) => it.complete)).toEqual([false]);
  const fragment = await read("server { listen 80; location / { return 200; } }");
  expect(fragment.sockets.map((it) => it.complete)).toEqual([false]);
});

test("the inside of a server is one", async () => {
  const { servers } = await read("listen 443 ssl;\nserver_name a.example.com;\n");
  expect(servers.map((it) => [it.names[0], it.tls])).toEqual([["a.example.com", "yes"]]);
});

test("the servers where a directive is in force", async () => {
  const config = await configOf(conf`
    http {
        ssl_session_cache shared:SSL:10m;
        server { server_name a; }
        server { server_name b; ssl_session_cache off; }
    }
  `);
  const names = config.root
    .everywhere("ssl_session_cache")
    .map((it) => serversWith(it, config).map((server) => server.names[0]));
  expect(names).toEqual([["a"], ["b"]]);
});

test("asked twice, the same is answered", async () => {
  const config = await configOf("http { server { listen 80; } }");
  expect(listenersOf(config)).toBe(listenersOf(config));
});
