/** The configuration of an editor, judged by real nginx in a copy. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { DEFAULT_SETTINGS, Session } from "#core";
import { testWithNginx } from "../../host/nginx-test.ts";
import { createNodeHost } from "../../host/node.ts";
import { PARSER } from "../harness/parser.ts";
import { installed } from "./oracle.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "nginx-tls-asked-"));
});

afterEach(() => rm(folder, { recursive: true }));

/** Messages as `file:line severity text`, for files on disk and texts that are open in an editor. */
async function judge(
  files: Readonly<Record<string, string>>,
  open: Readonly<Record<string, string>> = {},
  path = Object.keys(files)[0] ?? "",
) {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const session = new Session(PARSER, createNodeHost());
  for (const [name, text] of Object.entries(open)) session.setText(join(folder, name), text);
  const config = await session.config(join(folder, path), { settings: DEFAULT_SETTINGS });
  if (!config) throw new Error("no such file");
  const result = await testWithNginx({ binary: installed().program, config });
  if (result.kind === "failed") throw new Error(result.reason);
  const { outcome, messages } = result.verdict;
  const lines = messages.map((it) => {
    const file = config.files.get(it.file);
    const line = (file?.lines.positionAt(it.span.start).line ?? -1) + 1;
    const words = file?.text.slice(it.span.start, it.span.end);
    return `${it.file.slice(folder.length + 1)}:${line} ${it.severity} ${it.text} <${words}>`;
  });
  return { outcome, lines };
}

const LISTEN = "server { listen 127.0.0.1:18999; }";

test("an accepted configuration, with a log and a pid that stay untouched", async () => {
  const result = await judge({
    "nginx.conf": `pid run/nginx.pid;\nerror_log error.log;\nevents { }\nhttp { access_log access.log; ${LISTEN} }\n`,
  });
  expect(result).toEqual({ outcome: "accepted", lines: [] });
  expect(await readdir(folder)).toEqual(["nginx.conf"]);
});

test("the text in the editor counts, not the one on disk, in included files as well", async () => {
  const main = "events { }\nhttp { include conf.d/*.conf; }\n";
  const result = await judge(
    { "nginx.conf": main, "conf.d/a.conf": LISTEN, "conf.d/b.conf": "tcp_nopush on;" },
    { "conf.d/a.conf": "server {\n  listen 127.0.0.1:18999;\n  proxy_ssl_verfiy on;\n}\n" },
  );
  expect(result).toEqual({
    outcome: "refused",
    lines: ['conf.d/a.conf:3 error unknown directive "proxy_ssl_verfiy" <proxy_ssl_verfiy on;>'],
  });
});

test("an absolute include leads into the copy", async () => {
  const main = `events { }\nhttp { include "${folder}/sites/a.conf"; }\n`;
  const result = await judge(
    { "nginx.conf": main, "sites/a.conf": LISTEN },
    { "sites/a.conf": "server { listen 81 y; }" },
  );
  expect(result.lines).toEqual([
    'sites/a.conf:1 error invalid parameter "y" <server { listen 81 y; }>',
  ]);
});

test("a message without a line is put where its file is named", async () => {
  const result = await judge({
    "nginx.conf": `events { }
http {
    server {
        listen 127.0.0.1:18999 ssl;
        ssl_certificate missing.crt;
        ssl_certificate_key missing.key;
    }
}
`,
  });
  expect(result.outcome).toBe("refused");
  expect(result.lines[0]).toMatch(
    /^nginx\.conf:5 error cannot load certificate ".*missing\.crt".* <missing\.crt>$/,
  );
});

test("certificates that lie beside the configuration are found", async () => {
  const certs = inject("certificates");
  const result = await judge({
    "nginx.conf": `events { }
http { server { listen 127.0.0.1:18999 ssl; ssl_certificate ${certs}/srv.crt; ssl_certificate_key ${certs}/srv.key; } }
`,
  });
  expect(result.outcome).toBe("accepted");
});

test("a fragment is tested in the block that it is written for", async () => {
  const text = "location / {\n    proxy_pass https://127.0.0.1;\n    proxy_ssl_verify on;\n}\n";
  const result = await judge({ "api.conf": text });
  expect(result).toEqual({
    outcome: "refused",
    lines: [
      "api.conf:1 error no proxy_ssl_trusted_certificate for proxy_ssl_verify <location / {>",
    ],
  });
});

test("a program that is not there is a reason, not a crash", async () => {
  await writeFile(join(folder, "nginx.conf"), "events { }");
  const session = new Session(PARSER, createNodeHost());
  const config = await session.config(join(folder, "nginx.conf"), { settings: DEFAULT_SETTINGS });
  if (!config) throw new Error("no such file");
  const result = await testWithNginx({ binary: join(folder, "no-nginx"), config });
  expect(result.kind).toBe("failed");
});
