import { expect, test } from "vitest";
import { DEFAULT_SETTINGS, extractToInclude, Session } from "#core";
import { openFixture } from "../../harness/feature.ts";
import { applyFileEdits, conf, FIXTURE_FOLDER, joinFiles } from "../../harness/fixture.ts";
import { memoryHost } from "../../harness/memory-host.ts";
import { PARSER } from "../../harness/parser.ts";

/** All files after what stands between `«` and `»` was moved; "" if it is not. */
async function extracted(marked: string, there: readonly string[] = []): Promise<string> {
  const { config, files, session } = await openFixture(marked.replaceAll(/[«»]/g, ""));
  const path = Object.keys(files).find((it) => marksIn(marked, it)) ?? "";
  const file = await session.file(path);
  if (!file) throw new Error("no file");
  const [start, end] = marksIn(marked, path) ?? [0, 0];
  const filesIn = async () => there;
  const extraction = await extractToInclude({ config, file, range: { start, end }, filesIn });
  if (!extraction) return "";
  const after = {
    ...applyFileEdits(files, [extraction.edit]),
    [extraction.path]: extraction.text,
  };
  expect(await reading(after)).toEqual(await reading(files));
  return joinFiles(after);
}

function marksIn(marked: string, path: string): readonly [number, number] | undefined {
  const parts = marked.split(/^#- (.*)\n/m);
  const index = parts.indexOf(path.slice(FIXTURE_FOLDER.length + 1));
  const text = path.endsWith("/nginx.conf") ? (parts[0] ?? "") : (parts[index + 1] ?? "");
  const start = text.indexOf("«");
  return start < 0 ? undefined : [start, text.indexOf("»") - 1];
}

/** Every directive in the order that nginx reads them, but for includes. */
async function reading(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const session = new Session(PARSER, memoryHost(files));
  const [main = ""] = Object.keys(files);
  const config = await session.config(main, { settings: DEFAULT_SETTINGS });
  const scopes = config ? [...config.root.inward()] : [];
  return scopes.flatMap(({ place, entries }) =>
    entries
      .filter(({ directive }) => directive.name.text !== "include")
      .map(({ directive: { name, args } }) =>
        [place, name.text, ...args.map((it) => it.text)].join(" "),
      ),
  );
}

test("directives that begin alike, with the comment above them", async () => {
  expect(
    await extracted(conf`
      events {}
      http {
          server {
              location / {
                  proxy_pass https://a;
                  «# who it is
                  proxy_ssl_verify on;
                  proxy_ssl_name   a.example;
      »        }
          }
      }
    `),
  ).toBe(conf`
    events {}
    http {
        server {
            location / {
                proxy_pass https://a;
                include snippets/proxy_ssl.conf;
            }
        }
    }
    #- snippets/proxy_ssl.conf
    # who it is
    proxy_ssl_verify on;
    proxy_ssl_name   a.example;
  `);
});

test("a block, from an included file, beside files that are there", async () => {
  const after = await extracted(
    "events {}\nhttp { include snippets/*.conf; include site.conf; }\n#- site.conf\nserver {\n    «location /api/v1 {\n        return 204;\n    }»\n}\n",
    ["location-api-v1.conf"],
  );
  expect(after).toContain(
    "#- site.conf\nserver {\n    include includes/location-api-v1-2.conf;\n}\n",
  );
  expect(after).toContain("location /api/v1 {\n    return 204;\n}\n");
});

test("strings and code over several lines stay as they are", async () => {
  const after = await extracted(
    "events {}\nhttp {\n    «gzip on;\n    log_format a 'x\n      y';»\n}\n",
  );
  expect(after).toContain("gzip on;\n    log_format a 'x\n      y';\n");
});

test("the entries of a map", async () => {
  const after = await extracted(
    "events {}\nhttp {\n  map $uri $a {\n    «/a 1;\n    /b 2;»\n  }\n}\n",
  );
  expect(after).toContain("  map $uri $a {\n    include snippets/a.conf;\n  }\n");
});

test.each([
  ["half a directive", "events {}\nhttp { «gzip» on; }\n"],
  ["the end of a block", "events {}\nhttp { server { listen 1; «} gzip on;» }\n"],
  ["half a comment", "events {}\nhttp { # one «two\n gzip on;» }\n"],
  ["nothing", "events {}\nhttp { « » }\n"],
  ["a comment alone", "events {}\nhttp {\n «# one»\n}\n"],
  ["a syntax error", "events {}\nhttp { «gzip on }» }\n"],
  ["code", "events {}\nhttp { init_by_lua_block { «a = 1» } }\n"],
  ["a fragment that nobody includes", "«gzip on;»\n"],
  ["entries that may not be included", "events {}\nhttp { split_clients $a $b { «* x;» } }\n"],
])("not for %s", async (_, text) => {
  expect(await extracted(text)).toBe("");
});
