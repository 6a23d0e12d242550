/**
 * `npm run test:editors`: the server in a real Neovim, set up by the first Lua block of docs/editors.md.
 * Without `nvim` on the PATH nothing is run.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const TEXT = `events {}
http {
    server {
        location / {
            proxy_pass https://api.example.com;
            proxy_ssl_protocols TLSv1.2;
        }
    }
}
`;

const CHECKS = {
  "the file is of the type nginx": ({ filetype }) => filetype === "nginx",
  "diagnostics appear": ({ diagnostics }) =>
    diagnostics.some(({ line, source }) => line === 4 && source === "nginx-tls"),
  "hover tells the posture": ({ hover }) => /TLS to api\.example\.com: not verified/.test(hover),
  "values are completed": ({ completion }) => completion.some((it) => it.startsWith("TLSv1.3")),
  "a code action is applied": ({ action, text }) =>
    Boolean(action) && text !== TEXT && /proxy_ssl_verify +on;/.test(text),
};

if (spawnSync("nvim", ["--version"]).status === 0) run();
else process.stdout.write("no nvim here: nothing is run\n0 passed, 0 failed\n");

function run() {
  const found = inNeovim();
  const result = { passed: 0, failed: 0 };
  for (const [title, holds] of Object.entries(CHECKS)) {
    const passed = found.error === undefined && holds(found);
    result[passed ? "passed" : "failed"]++;
    process.stdout.write(`${passed ? "ok  " : "FAIL"} [neovim ${found.version}] ${title}\n`);
  }
  if (result.failed > 0) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  process.stdout.write(`${result.passed} passed, ${result.failed} failed\n`);
  process.exitCode = result.failed === 0 ? 0 : 1;
}

/** What neovim.lua found. Neovim reads and writes in a folder of its own. */
function inNeovim() {
  const dir = mkdtempSync(join(tmpdir(), "nginx-tls-neovim-"));
  try {
    writeFileSync(join(dir, "init.lua"), configuration());
    writeFileSync(join(dir, "nginx.conf"), TEXT);
    const script = join(import.meta.dirname, "neovim.lua");
    const args = ["--headless", "-u", "init.lua", "-i", "NONE", "-n", "nginx.conf"];
    const { stdout, stderr } = spawnSync("nvim", [...args, "-c", `luafile ${script}`], {
      cwd: dir,
      encoding: "utf8",
      timeout: 60_000,
      env: {
        ...process.env,
        XDG_CONFIG_HOME: dir,
        XDG_DATA_HOME: dir,
        XDG_STATE_HOME: dir,
        XDG_CACHE_HOME: dir,
      },
    });
    const [, json] = /@@FOUND@@(.*)/.exec(stdout) ?? [];
    return json ? JSON.parse(json) : { error: `${stdout}${stderr}` };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function configuration() {
  const page = readFileSync(join(root, "docs/editors.md"), "utf8");
  const [, lua] = /```lua\n([\s\S]*?)```/.exec(page) ?? [];
  if (!lua?.includes("/path/to/nginx-tls"))
    throw new Error("docs/editors.md has no such Lua block");
  return lua.replaceAll("/path/to/nginx-tls", root);
}
