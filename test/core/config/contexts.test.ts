import { describe, expect, test } from "vitest";
import { type CheckOptions, type CheckResult, DEFAULT_SETTINGS, type Rule, Session } from "#core";
import { memoryHost } from "../../harness/memory-host.ts";
import { PARSER } from "../../harness/parser.ts";

const docs = { summary: "S", why: "W", references: ["https://example.com/"] } as const;

/** Reports each `root`, with its place and what `index` is in force there. */
const SHOW: Rule = {
  id: "show",
  severity: "warning",
  docs,
  examples: [{ bad: "", good: "" }],
  directives: ["root"],
  checkDirective({ directive, file, scope }, ctx) {
    const index = scope.nearest("index")?.directives[0].directive.args[0]?.text ?? "none";
    const span = directive.name.span;
    ctx.report({
      file,
      span,
      message: `${scope.place} ${index}`,
      fixes: [{ title: "Fix", safety: "safe", edits: [{ file: file.path, span, newText: "x" }] }],
    });
  },
};

type Files = Readonly<Record<string, string>>;

function sessionOver(files: Files): Session {
  return new Session(PARSER, memoryHost(files), [SHOW]);
}

async function check(
  session: Session,
  path: string,
  options: Partial<CheckOptions> = {},
): Promise<CheckResult> {
  const result = await session.check(path, { settings: DEFAULT_SETTINGS, ...options });
  if (!result) throw new Error(`no file ${path}`);
  return result;
}

async function messages(files: Files, path: string, options: Partial<CheckOptions> = {}) {
  const { findings } = await check(sessionOver(files), path, options);
  return findings.filter((it) => it.file === path).map((it) => it.message);
}

const http = (...lines: string[]) => `events {}\nhttp {\n${lines.join("\n")}\n}\n`;

describe("a file that several main files include", () => {
  const files = {
    "/w/a.conf": http("index a;", "include parts/shared.conf;"),
    "/w/b.conf": http("index b;", "server { include parts/shared.conf; }"),
    "/w/c.conf": http("index c;"),
    "/w/parts/shared.conf": "root /x;\n",
  };

  test("is judged in each, and what is found in one alone names it", async () => {
    const { findings, judged } = await check(sessionOver(files), "/w/parts/shared.conf");
    expect(judged.map((it) => it.config.rootFile.path)).toEqual(["/w/a.conf", "/w/b.conf"]);
    expect(findings).toMatchObject([
      { message: "http a", related: [{ file: "/w/a.conf" }], fixes: [{ safety: "unsafe" }] },
      {
        message: "http/server b",
        related: [{ file: "/w/b.conf", message: 'only in the configuration of "w/b.conf"' }],
        fixes: [{ safety: "unsafe" }],
      },
    ]);
    const { start, end } = findings[1]?.related[0]?.span ?? { start: 0, end: 0 };
    expect(files["/w/b.conf"].slice(start, end)).toBe("parts/shared.conf");
  });

  test("what is found in all of them is one finding", async () => {
    const alike = { ...files, "/w/b.conf": files["/w/a.conf"] };
    const { findings } = await check(sessionOver(alike), "/w/parts/shared.conf");
    expect(findings).toMatchObject([
      { message: "http a", related: [], fixes: [{ safety: "safe" }] },
    ]);
  });

  test("an edit of a main file takes the shared file in or out", async () => {
    const session = sessionOver(files);
    const path = "/w/parts/shared.conf";
    expect((await check(session, path)).judged).toHaveLength(2);
    session.setText("/w/c.conf", http("index c;", "include parts/*.conf;"));
    session.setText("/w/b.conf", http());
    const { findings } = await check(session, path);
    expect(findings.map((it) => it.message)).toEqual(["http a", "http c"]);
    session.close("/w/b.conf");
    session.close("/w/c.conf");
    expect((await check(session, path)).judged.map((it) => it.config.rootFile.path)).toEqual([
      "/w/a.conf",
      "/w/b.conf",
    ]);
  });

  test("a file included at several places of one main file is judged at each", async () => {
    const main = http("index a;", "include parts/shared.conf;", "server { include parts/*; }");
    const path = "/w/parts/shared.conf";
    expect(await messages({ "/w/nginx.conf": main, [path]: "root /x;" }, path)).toEqual([
      "http a",
      "http/server a",
    ]);
  });

  test("a file in a main file that another main file includes is judged in the outer one", async () => {
    const nested = {
      "/w/nginx.conf": "include http.conf;\n",
      "/w/outer.conf": "stream {}\ninclude http.conf;\n",
      "/w/http.conf": http("include shared.conf;"),
      "/w/shared.conf": "root /x;",
    };
    const roots = async (path: string) =>
      (await check(sessionOver(nested), path)).judged.map((it) => it.config.rootFile.path);
    expect(await roots("/w/shared.conf")).toEqual(["/w/outer.conf"]);
    expect(await roots("/w/http.conf")).toEqual(["/w/outer.conf"]);
  });
});

describe("the search for main files", () => {
  const files = {
    "/w/site/nginx.conf": http("index deep;", "include ../shared/x.conf;"),
    "/w/node_modules/m/nginx.conf": http("index module;", "include /w/shared/x.conf;"),
    "/w/.git/nginx.conf": http("index hidden;", "include /w/shared/x.conf;"),
    "/w/old/nginx.conf.bak": http("index old;", "include /w/shared/x.conf;"),
    "/w/shared/x.conf": "root /x;",
  };
  const path = "/w/shared/x.conf";

  test("finds them in sibling folders of what is searched alone", async () => {
    expect(await messages(files, path, { search: ["/w"] })).toEqual(["http deep"]);
    expect(await messages(files, path, { search: ["/w/shared"] })).toEqual(["http/server none"]);
    expect(await messages(files, path)).toEqual(["http/server none"]);
  });

  test("is repeated when a file came", async () => {
    const host = memoryHost(files);
    const session = new Session(PARSER, host, [SHOW]);
    const find = async () => (await check(session, path, { search: ["/w"] })).findings;
    expect((await find()).map((it) => it.message)).toEqual(["http deep"]);
    host.files.set("/w/new/nginx.conf", http("index new;", "include ../shared/*;"));
    session.forget("/w/new/nginx.conf");
    expect((await find()).map((it) => it.message)).toEqual(["http new", "http deep"]);
  });

  test("asks for each folder once", async () => {
    const host = memoryHost(files);
    const asked: string[] = [];
    const { listFolders } = host;
    host.listFolders = async (folder) => {
      asked.push(folder);
      return listFolders(folder);
    };
    const session = new Session(PARSER, host, [SHOW]);
    for (let n = 0; n < 3; n++) {
      session.setText(path, `root /${n};`);
      await check(session, path, { search: ["/w"] });
    }
    expect(asked.sort()).toEqual(["/w", "/w/old", "/w/shared", "/w/site"]);
  });

  test("ends in a folder that holds itself", async () => {
    const host = memoryHost(files);
    host.listFolders = async () => ["again"];
    const session = new Session(PARSER, host, [SHOW]);
    const { findings } = await check(session, path, { search: ["/w"] });
    expect(findings.map((it) => it.message)).toEqual(["http/server none"]);
  });
});

describe("sites-available", () => {
  const main = http("index main;", "include /etc/nginx/sites-enabled/*;");
  const files = {
    "/w/nginx/nginx.conf": main,
    "/w/nginx/sites-enabled/on": "server { root /on; }",
    "/w/nginx/sites-available/on": "server { root /on; }",
    "/w/nginx/sites-available/off": "server { root /off; }",
  };

  test("what is not linked is judged where its linked siblings stand", async () => {
    const path = "/w/nginx/sites-available/off";
    expect(await messages(files, path)).toEqual(["http/server main"]);
    const { config } = await check(sessionOver(files), path);
    expect([...config.files.keys()]).toEqual(["/w/nginx/nginx.conf", path]);
    expect(config.root.named("http")[0]?.block?.hasUnreadInclude).toBe(true);
  });

  test("what is linked is judged in the place of its link", async () => {
    const path = "/w/nginx/sites-available/on";
    const session = sessionOver({ ...files, "/w/nginx/sites-enabled/b": "server {}" });
    const { config, findings } = await check(session, path);
    expect([...config.files.keys()].sort()).toEqual([
      "/w/nginx/nginx.conf",
      path,
      "/w/nginx/sites-enabled/b",
    ]);
    expect(findings.map((it) => [it.file, it.message])).toEqual([[path, "http/server main"]]);
  });

  test("without a main file for it, it is a fragment", async () => {
    const alone = { "/w/sites-available/x": "server { root /x; }" };
    expect(await messages(alone, "/w/sites-available/x")).toEqual(["http/server none"]);
  });
});

describe("absolute paths", () => {
  const site = "root /x;";
  const files = {
    "/w/conf/nginx.conf": http(
      "index main;",
      "include /etc/nginx/conf.d/*.conf;",
      "include /etc/nginx/mime.types;",
    ),
    "/w/conf/conf.d/site.conf": site,
  };

  test("lie where the path map says; the longest folder counts", async () => {
    const mapped = {
      "/w/nginx.conf": http("include /etc/nginx/a/*.conf;", "include /etc/nginx/b/x;"),
      "/w/one/a.conf": site,
      "/w/two/b/x": site,
      "/w/two/a/wrong.conf": site,
    };
    const { config } = await check(sessionOver(mapped), "/w/nginx.conf", {
      mappings: [
        { from: "/etc/nginx", to: "/w/two" },
        { from: "/etc/nginx/a", to: "/w/one" },
      ],
    });
    expect([...config.files.keys()].sort()).toEqual([
      "/w/nginx.conf",
      "/w/one/a.conf",
      "/w/two/b/x",
    ]);
  });

  test("of nginx's own folder lie in the main file's, if the included file is there alone", async () => {
    const { config } = await check(sessionOver(files), "/w/conf/nginx.conf");
    expect([...config.files.keys()]).toEqual(["/w/conf/nginx.conf", "/w/conf/conf.d/site.conf"]);
    expect(config.mappings).toEqual([{ from: "/etc/nginx", to: "/w/conf" }]);
    expect(await messages(files, "/w/conf/conf.d/site.conf")).toEqual(["http main"]);
  });

  test("stay what they are where the file is on this machine, or the main file outside", async () => {
    const here = { ...files, "/etc/nginx/conf.d/own.conf": site };
    const { config } = await check(sessionOver(here), "/w/conf/nginx.conf");
    expect([...config.files.keys()]).toEqual(["/w/conf/nginx.conf", "/etc/nginx/conf.d/own.conf"]);
    const outside = await check(sessionOver(files), "/w/conf/nginx.conf", { workspace: ["/v"] });
    expect([...outside.config.files.keys()]).toEqual(["/w/conf/nginx.conf"]);
    const inside = await check(sessionOver(files), "/w/conf/nginx.conf", { workspace: ["/w"] });
    expect(inside.config.files.size).toBe(2);
  });

  test("certificates are looked for there as well", async () => {
    const host = memoryHost({
      "/w/nginx.conf": http("server { ssl_certificate /etc/ssl/a.crt; }"),
    });
    const asked: string[] = [];
    host.inspectFile = async (path) => {
      asked.push(path);
      return undefined;
    };
    await check(new Session(PARSER, host, [SHOW]), "/w/nginx.conf", {
      mappings: [{ from: "/etc/ssl", to: "/w/tls" }],
    });
    expect(asked).toEqual(["/w/tls/a.crt"]);
  });
});
