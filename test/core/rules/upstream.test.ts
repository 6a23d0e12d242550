import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS, Session, type TlsConnection } from "#core";
import {
  certificateNames,
  docsOf,
  isMeantInsecure,
  isNamedLikeServer,
  lacksServerName,
  missingName,
  settingNearby,
  severityOfAbsence,
  verification,
  whyOff,
} from "../../../core/rules/shared/upstream.ts";
import { memoryHost } from "../../harness/memory-host.ts";
import { PARSER } from "../../harness/parser.ts";
import { conf, tester } from "../../harness/rule.ts";

// The fix of this rule enforces the most.
const { checkFix } = tester("upstream-tls-verify-off");

describe("enforce", () => {
  test("adds what is missing on lines of its own, behind a comment", () =>
    checkFix(
      conf`
        http {
            proxy_ssl_trusted_certificate ca.crt;
            server {
                proxy_ssl_server_name on;
                location / {
                    proxy_pass https://$0a.example.com; # main
                    proxy_read_timeout 5s;
                }
            }
        }
      `,
      conf`
        http {
            proxy_ssl_trusted_certificate ca.crt;
            server {
                proxy_ssl_server_name on;
                location / {
                    proxy_pass https://a.example.com; # main
                    proxy_ssl_verify on;
                    proxy_read_timeout 5s;
                }
            }
        }
      `,
    ));

  test("changes a value of the block itself, wherever it stands", () =>
    checkFix(
      conf`
        http {
            server {
                location / {
                    include tls.conf;
                    proxy_pass https://$0a.example.com;
                    proxy_ssl_server_name off;
                }
            }
        }
        #- tls.conf
        proxy_ssl_verify off;
      `,
      conf`
        http {
            server {
                location / {
                    include tls.conf;
                    proxy_pass https://a.example.com;
                    proxy_ssl_trusted_certificate /etc/pki/tls/certs/ca-bundle.crt;
                    proxy_ssl_server_name on;
                }
            }
        }
        #- tls.conf
        proxy_ssl_verify on;
      `,
      { trustedCertificate: "/etc/pki/tls/certs/ca-bundle.crt" },
    ));

  test("overrides an inherited value in the location", () =>
    checkFix(
      conf`
        http {
            grpc_ssl_verify off;
            server { location / { grpc_pass $0grpcs://a.example.com:443; } }
        }
      `,
      conf`
        http {
            grpc_ssl_verify off;
            server { location / { grpc_pass grpcs://a.example.com:443; grpc_ssl_verify on; grpc_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt; grpc_ssl_server_name on; } }
        }
      `,
    ));

  test("goes behind an if block, where TLS directives are allowed", () =>
    checkFix(
      conf`
        http {
            server {
                location / {
                    if ($arg_x) {
                        proxy_pass https://$0a.example.com;
                    }
                }
            }
        }
      `,
      conf`
        http {
            server {
                location / {
                    if ($arg_x) {
                        proxy_pass https://a.example.com;
                    }
                    proxy_ssl_verify on;
                    proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
                    proxy_ssl_server_name on;
                }
            }
        }
      `,
    ));
});

describe("the name in the certificate", () => {
  test.each([
    ["pool", "server a.example.com:443;", "a.example.com"],
    ["pool", "server 192.0.2.1:443;", "name-in-certificate.example.com"],
    ["api.example.com", "server 192.0.2.1:443;", "api.example.com"],
    ["api.example.com", "server b1.example.com:443;", "b1.example.com"],
    ["a.example.com", "server A.example.com:443;", undefined],
  ])("names the certificate of group %s with %s", async (group, servers, name) => {
    const text = (lines: string) =>
      `http {\nupstream ${group} { ${servers} }\nserver {\nlocation / {\nproxy_pass https://${lines}\n}\n}\n}\n`;
    const inserted = [
      "proxy_ssl_verify on;",
      "proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;",
      "proxy_ssl_server_name on;",
      ...(name === undefined ? [] : [`proxy_ssl_name ${name};`]),
    ];
    await checkFix(text(`$0${group};`), text(`${group};\n${inserted.join("\n")}`));
  });
});

/** The connections of a main file's HTTP server, one for each text, each in a location. */
async function connections(
  locations: readonly string[],
  outside = "",
): Promise<readonly TlsConnection[]> {
  const blocks = locations.map((it, n) => `location /${n} {\n${it}\n}\n`).join("");
  const text = `http {\n${outside}\nserver {\n${blocks}}\n}\n`;
  const session = new Session(PARSER, memoryHost({ "/etc/nginx/nginx.conf": text }));
  const config = await session.config("/etc/nginx/nginx.conf", { settings: DEFAULT_SETTINGS });
  return config?.connections ?? [];
}

async function connection(location: string, outside = ""): Promise<TlsConnection> {
  const [found] = await connections([location], outside);
  if (!found) throw new Error("no connection");
  return found;
}

test.each([
  ["proxy_pass https://a.example.com;", "", ["a.example.com"]],
  ["proxy_pass https://a.example.com.:8443;", "", ["a.example.com"]],
  ["proxy_pass https://192.0.2.1;", "", ["name-in-certificate.example.com"]],
  ["proxy_pass https://unix:/run/app.sock;", "", ["name-in-certificate.example.com"]],
  ["proxy_pass https://$host;", "", []],
  ["proxy_pass https://g;", "upstream g { server b; server 192.0.2.1; server B; }", ["b"]],
  ["proxy_pass https://g.x;", "upstream g.x { server b.x; server c.x; }", ["b.x", "c.x", "g.x"]],
  ["proxy_pass https://g.x;", "upstream g.x { server unix:/s; }", ["g.x"]],
])("names of %s with %j", async (location, outside, names) => {
  expect(certificateNames(await connection(location, outside))).toEqual(names);
});

test.each([
  ["proxy_pass https://a.example.com;", "", undefined],
  ["proxy_pass https://a.example.com.;", "", "a.example.com"],
  ["proxy_pass https://a.example.com; proxy_ssl_name '';", "", "a.example.com"],
  ["proxy_pass https://192.0.2.1; proxy_ssl_name b.example.com;", "", undefined],
  ["proxy_pass https://192.0.2.1;", "", "name-in-certificate.example.com"],
  ["proxy_pass https://$host;", "", undefined],
  ["proxy_pass https://g;", "upstream g { server G:443; }", undefined],
  ["proxy_pass https://g;", "upstream g { server a.example.com:443; }", "a.example.com"],
  ["proxy_pass https://g;", "upstream g { include /elsewhere; server a.example.com; }", undefined],
])("missing name of %s with %j", async (location, outside, name) => {
  expect(missingName(await connection(location, outside))).toBe(name);
});

test("verification asks only for what is not in force", async () => {
  const [bare, ready] = await connections([
    "proxy_pass https://a.example.com;",
    "proxy_pass https://a.example.com; proxy_ssl_verify on; proxy_ssl_trusted_certificate ca; proxy_ssl_server_name on;",
  ]);
  expect(bare && verification(bare, "/ca.pem")).toEqual([
    ["ssl_verify", "on"],
    ["ssl_trusted_certificate", "/ca.pem"],
    ["ssl_server_name", "on"],
  ]);
  expect(ready && verification(ready, "/ca.pem")).toEqual([]);
});

test("a group that can't be read whole may have a server of its name", async () => {
  const named = async (group: string) => {
    const { target } = await connection("proxy_pass https://g;", group);
    return target.group && isNamedLikeServer(target.group);
  };
  expect(await named("upstream g { server G; }")).toBe(true);
  expect(await named("upstream g { include /elsewhere; }")).toBe(true);
  expect(await named("upstream g { server h; }")).toBe(false);
});

test("a setting is near if the server or location has it", async () => {
  const outside = "proxy_ssl_crl all.crl; proxy_ssl_verify_depth 3;";
  const near = await connection("proxy_pass https://a; proxy_ssl_crl own.crl;", outside);
  expect(settingNearby(near, "ssl_crl")?.value).toBe("own.crl");
  expect(settingNearby(near, "ssl_verify_depth")).toBeUndefined();
  expect(settingNearby(near, "ssl_trusted_certificate")).toBeUndefined();
  const empty = await connection('proxy_pass https://a; proxy_ssl_crl "";', outside);
  expect(settingNearby(empty, "ssl_crl")).toBeUndefined();
});

test.each([
  ["proxy_ssl_verify off;", false],
  ["proxy_ssl_verify off; # for now", false],
  ["proxy_ssl_verify off; # INSECURE", true],
  ["proxy_ssl_verify off; #nolint", true],
  ["proxy_ssl_verify off; proxy_ssl_crl x; # insecure", false],
  ["proxy_ssl_verify off;\n# insecure", false],
])("%j is meant insecure: %s", async (directive, meant) => {
  expect(isMeantInsecure(await connection(`proxy_pass https://a;\n${directive}`))).toBe(meant);
});

test.each([
  ["a.example.com", true],
  ["a.example.com:8443/path", true],
  ["backend", false],
  ["192.0.2.1", false],
  ["[2001:db8::1]", false],
  ["unix:/run/app.sock", false],
  ["$host", false],
])("%s lacks a server name: %s", async (host, lacks) => {
  expect(lacksServerName(await connection(`proxy_pass https://${host};`))).toBe(lacks);
});

test("a flag is off explicitly or by default", async () => {
  const off = await connection("grpc_pass grpcs://a:1; grpc_ssl_verify off;");
  expect(whyOff(off.setting("ssl_verify"))).toBe('"grpc_ssl_verify" is explicitly off');
  expect(whyOff(off.setting("ssl_server_name"))).toBe('"grpc_ssl_server_name" is off by default');
});

test("documentation is that of the module", async () => {
  const docs = async (pass: string) => docsOf(await connection(pass), "ssl_verify");
  const page = "https://nginx.org/en/docs/http/";
  expect(await docs("proxy_pass https://a;")).toBe(
    `${page}ngx_http_proxy_module.html#proxy_ssl_verify`,
  );
  expect(await docs("grpc_pass grpcs://a:1;")).toBe(
    `${page}ngx_http_grpc_module.html#grpc_ssl_verify`,
  );
  expect(await docs("uwsgi_pass suwsgi://a:1;")).toBe(
    `${page}ngx_http_uwsgi_module.html#uwsgi_ssl_verify`,
  );
});

test("an absence weighs less where it is not certain", () => {
  expect(severityOfAbsence("warning", "certain")).toBe("warning");
  expect(severityOfAbsence("warning", "fragment")).toBe("information");
  expect(severityOfAbsence("hint", "fragment")).toBe("hint");
  expect(severityOfAbsence("warning", "unread-include")).toBe("information");
  expect(severityOfAbsence("hint", "unread-include")).toBe("hint");
});
