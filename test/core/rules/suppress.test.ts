/** Comments that silence findings: what each form reaches, in one configuration and in several. */
import { expect, test } from "vitest";
import { type CheckResult, DEFAULT_SETTINGS, fixAll, RULES, Session, type Settings } from "#core";
import { judgesFiles } from "../../../core/rules/shared/suppress.ts";
import { dedent } from "../../harness/fixture.ts";
import { memoryHost } from "../../harness/memory-host.ts";
import { PARSER } from "../../harness/parser.ts";

const PATH = "/etc/nginx/nginx.conf";

async function check(
  files: string | Readonly<Record<string, string>>,
  settings: Partial<Settings> = {},
  path: string = PATH,
): Promise<CheckResult> {
  const texts = typeof files === "string" ? { [PATH]: dedent(files) } : files;
  const session = new Session(PARSER, memoryHost(texts));
  const result = await session.check(path, { settings: { ...DEFAULT_SETTINGS, ...settings } });
  if (!result) throw new Error("no such file");
  return result;
}

/** `line:rule` of the findings of these rules, lines counting from 1. */
function lines({ findings, files }: CheckResult, ...rules: string[]): string[] {
  return findings
    .filter((it) => rules.includes(it.rule) || it.rule.startsWith("suppression-"))
    .map((it) => {
      const line = files.get(it.file)?.lines.positionAt(it.span.start).line ?? 0;
      return `${line + 1}:${it.rule}`;
    });
}

test("the next line, past blank lines and comments", async () => {
  const result = await check(`
    events {}
    http {
        # nginx-tls-disable-next-line weak-protocol -- kiosks
        # nginx-tls-disable-next-line tls13-missing -- the same

        # they need it
        ssl_protocols TLSv1.1 TLSv1.2;
        proxy_ssl_protocols TLSv1.1 TLSv1.2;
    }
  `);
  expect(lines(result, "weak-protocol", "tls13-missing")).toEqual([
    "8:tls13-missing",
    "8:weak-protocol",
  ]);
  expect(result.suppressed.map((it) => `${it.finding.rule} ${it.reason}`)).toEqual([
    "tls13-missing the same",
    "weak-protocol kiosks",
  ]);
});

test("a directive over several lines belongs to the line it starts on, a block does not", async () => {
  const result = await check(`
    events {}
    http {
        # nginx-tls-disable-next-line weak-protocol
        ssl_protocols
            TLSv1.1
            TLSv1.2 TLSv1.3;
        # nginx-tls-disable-next-line weak-protocol
        server {
            listen 80; ssl_protocols TLSv1 TLSv1.2 TLSv1.3;
        }
    }
  `);
  expect(lines(result, "weak-protocol")).toEqual(["7:suppression-unused", "9:weak-protocol"]);
});

test("the same line, and what goes before of a directive that ends in it", async () => {
  const result = await check(`
    events {}
    http {
        grpc_ssl_protocols
            TLSv1.1
            TLSv1.2 TLSv1.3; # nginx-tls-disable-line weak-protocol -- kiosks
        ssl_protocols TLSv1.1 TLSv1.2 TLSv1.3; # nginx-tls-disable-line weak-protocol -- kiosks
        proxy_ssl_protocols TLSv1.1 TLSv1.2 TLSv1.3;
    }
  `);
  expect(lines(result, "weak-protocol")).toEqual(["7:weak-protocol"]);
});

test("a block, from the comment to its end or to the comment that ends it", async () => {
  const weak = "proxy_ssl_protocols TLSv1.1 TLSv1.2 TLSv1.3;";
  const result = await check(`
    events {}
    http {
        server {
            ${weak}
            # nginx-tls-disable weak-protocol -- old backends
            location /a { ${weak} }
            location /b {
                # nginx-tls-enable weak-protocol
                ${weak}
            }
            # nginx-tls-enable weak-protocol
            location /c { ${weak} }
        }
        server {
            # nginx-tls-disable weak-*, tls13-missing -- all of it
            ssl_protocols TLSv1.1 TLSv1.2;
        }
        server { ${weak} }
    }
  `);
  expect(lines(result, "weak-protocol")).toEqual([
    "4:weak-protocol",
    "12:weak-protocol",
    "18:weak-protocol",
  ]);
});

test("a file, from its first line alone", async () => {
  const result = await check(`
    # nginx-tls-disable-file weak-protocol, hsts-* -- a test bench
    events {}
    http {
        ssl_protocols TLSv1.1 TLSv1.2 TLSv1.3;
        # nginx-tls-disable-file weak-cipher
        ssl_ciphers HIGH;
        add_header Strict-Transport-Security max-age=60;
    }
  `);
  expect(lines(result, "weak-protocol", "weak-cipher", "hsts-short")).toEqual([
    "5:suppression-invalid",
    "6:weak-cipher",
  ]);
});

test("faults of syntax can't be silenced", async () => {
  const result = await check(`
    events {}
    http {
        # nginx-tls-disable-next-line directive-not-terminated
        ssl_protocols TLSv1.2
        server_tokens off;
    }
  `);
  expect(lines(result, "directive-not-terminated")).toEqual([
    "3:suppression-invalid",
    "5:directive-not-terminated",
  ]);
});

test("findings in an included file are silenced there", async () => {
  const files = {
    [PATH]: "events {}\n# nginx-tls-disable weak-protocol\nhttp {\n    include a.conf;\n}\n",
    "/etc/nginx/a.conf":
      "# nginx-tls-disable-next-line weak-protocol\nssl_protocols TLSv1.1 TLSv1.2 TLSv1.3;\nproxy_ssl_protocols TLSv1 TLSv1.2 TLSv1.3;\n",
  };
  const { findings } = await check(files);
  expect(findings.map((it) => `${it.file} ${it.rule}`)).toEqual([
    "/etc/nginx/a.conf weak-protocol",
    "/etc/nginx/nginx.conf suppression-unused",
  ]);
});

test("a comment is used if one of the configurations needs it", async () => {
  const shared = "# nginx-tls-disable-next-line weak-protocol-default\nlisten 443 ssl;\n";
  const main = (version: string) =>
    `# nginx-tls: version=${version}\nevents {}\nhttp {\n    server {\n        include shared.conf;\n        ssl_reject_handshake on;\n    }\n}\n`;
  const files = (second: string) => ({
    "/w/a.conf": main("1.30.0"),
    "/w/b.conf": main(second),
    "/w/shared.conf": shared,
  });
  const rules = async (second: string) =>
    (await check(files(second), {}, "/w/shared.conf")).findings.map((it) => it.rule);
  expect(await rules("1.26.3")).toEqual([]);
  expect(await rules("1.30.0")).toEqual(["suppression-unused"]);
});

test.each([
  [
    "in a fragment, whose surroundings are not known",
    "# nginx-tls-disable hsts-missing\nlisten 80;\n",
  ],
  [
    "in a template",
    "events {}\nhttp {\n# nginx-tls-disable weak-cipher\nssl_ciphers {{ ciphers }};\n}\n",
  ],
  [
    "of a rule about files of this machine",
    "events {}\nhttp {\n# nginx-tls-disable tls-key-mismatch\n}\n",
  ],
  ["of a rule that is off", "events {}\nhttp {\n# nginx-tls-disable hsts-short\n}\n"],
  ["of a rule that is opt-in", "events {}\nhttp {\n# nginx-tls-disable session-none\n}\n"],
])("a comment is not said to be unused %s", async (_, text) => {
  const result = await check({ [PATH]: text }, { rules: { "hsts-short": "off" } });
  expect(lines(result)).toEqual([]);
});

test("fixes in bulk delete unused comments, and keep their hands off silenced findings", async () => {
  const text = `events {}
http {
    # nginx-tls-disable-next-line weak-protocol, redundant-default, hsts-short -- kiosks
    proxy_ssl_session_reuse on;
    server_tokens off; # nginx-tls-disable-line hsts-missing
}
`;
  const session = new Session(PARSER, memoryHost({ [PATH]: text }));
  const fixed = await fixAll(session, PATH, { settings: DEFAULT_SETTINGS });
  expect(fixed.get(PATH)).toBe(`events {}
http {
    # nginx-tls-disable-next-line redundant-default -- kiosks
    proxy_ssl_session_reuse on;
    server_tokens off;
}
`);
});

test("the findings about comments can be silenced as well", async () => {
  const result = await check(`
    # nginx-tls-disable-file suppression-unused -- generated
    events {}
    http {
        # nginx-tls-disable weak-protocol
    }
  `);
  expect(lines(result)).toEqual([]);
  expect(result.suppressed.map((it) => it.finding.rule)).toEqual(["suppression-unused"]);
});

test("a configuration without such comments is as it was found", async () => {
  const result = await check(
    "http { ssl_protocols TLSv1.1 TLSv1.2 TLSv1.3; } # nginx-tls: version=1.28.0\n",
  );
  expect(result.suppressed).toEqual([]);
  expect(lines(result, "weak-protocol")).toEqual(["1:weak-protocol"]);
});

test("a name that is no rule's is told of once", async () => {
  const result = await check("# nginx-tls-disable-file weak-protocl\nevents {}\nhttp {}\n");
  expect(lines(result)).toEqual(["1:suppression-invalid"]);
});

test("nothing is called unused of rules whose findings depend on this machine's files", async () => {
  const ofFiles = RULES.filter((it) => it.examples.some(({ files }) => files !== undefined));
  expect(ofFiles.filter((it) => !judgesFiles(it.id)).map((it) => it.id)).toEqual([]);
  const comment = "# nginx-tls-disable-file client-depth, upstream-tls-depth, client-*, tls13-only";
  const { findings } = await check(`${comment}\nevents {}\nhttp {}\n`);
  expect(findings.map((it) => it.message)).toEqual([
    'nothing to silence: "tls13-only" finds nothing here',
  ]);
});
