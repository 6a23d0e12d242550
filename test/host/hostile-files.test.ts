/** Files that are made to hang, crash or flood whoever reads them: `nginx-tls check` in a process of its own. */
import { execFile, execFileSync } from "node:child_process";
import {
  appendFile,
  chmod,
  mkdir,
  mkdtemp,
  rm,
  symlink,
  truncate,
  writeFile,
} from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createNodeHost } from "../../host/node.ts";
import { certificateFor, party, toPem } from "../harness/real-certificate.ts";

const ROOT = join(import.meta.dirname, "../..");
const run = promisify(execFile);
const isPosix = process.platform !== "win32";

let folder = "";

const ca = party("Example Root");
const GOOD = toPem("CERTIFICATE", certificateFor(ca, ca, []));
const label = (der: Buffer) => toPem("CERTIFICATE", der);

/** Files by name, with the rule that speaks of each as a file of CAs. */
const CONTENTS: Readonly<Record<string, string | Uint8Array>> = {
  "truncated.crt": GOOD.slice(0, 200),
  "cut-der.crt": label(certificateFor(ca, ca, []).subarray(0, 100)),
  "flipped.crt": label(Buffer.from(certificateFor(ca, ca, [])).fill(0xff, 20, 60)),
  "lengths.crt": label(Buffer.from("3084ffffffff3084ffffffff", "hex")),
  "nested.crt": label(Buffer.alloc(400_000, Buffer.of(0x30, 0x80))),
  "blocks.crt": "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".repeat(15_000),
  "starts.crt": "-----BEGIN CERTIFICATE-----\n".repeat(35_000),
  "zeros.crt": new Uint8Array(1024 * 1024),
  "line.crt": "A".repeat(1024 * 1024),
};
const BROKEN = Object.keys(CONTENTS);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nginx-tls-hostile-"));
  await chmod(folder, 0o755);
  for (const [name, content] of Object.entries(CONTENTS))
    await writeFile(join(folder, name), content);
  await writeFile(join(folder, "sparse.crt"), "");
  await truncate(join(folder, "sparse.crt"), 2 ** 30);
  await mkdir(join(folder, "folder.crt"));
  await writeFile(join(folder, "closed.crt"), GOOD, { mode: 0 });
  if (isPosix) {
    execFileSync("mkfifo", [join(folder, "pipe.crt")]);
    await symlink("pipe.crt", join(folder, "to-pipe.crt"));
    await symlink("circle.crt", join(folder, "circle.crt"));
    await symlink("/dev/zero", join(folder, "zero.crt"));
  }
  await bundle(join(folder, "cli.cjs"));
});

afterAll(() => rm(folder, { recursive: true }));

/** The command line as it is shipped. */
async function bundle(outfile: string): Promise<void> {
  const modules = join(ROOT, "node_modules");
  await build({
    absWorkingDir: ROOT,
    entryPoints: ["cli/main.ts"],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    logLevel: "error",
    loader: { ".wasm": "binary" },
    define: { "import.meta.dirname": "__dirname" },
    alias: {
      "#core": join(ROOT, "core/index.ts"),
      "jsonc-parser": join(modules, "jsonc-parser/lib/esm/main.js"),
      "web-tree-sitter": createRequire(import.meta.url).resolve("web-tree-sitter"),
      "web-tree-sitter/web-tree-sitter.wasm": join(modules, "web-tree-sitter/web-tree-sitter.wasm"),
    },
  });
}

interface Outcome {
  /** `rule` by the file that the line names. */
  readonly rules: ReadonlyMap<string, readonly string[]>;
  /** In MB. */
  readonly memory: number;
}

const WATCH = 'process.on("exit", () => console.error("peak", process.resourceUsage().maxRSS));';

/** The files as CAs of a server each. Fails if the process ends by a signal or takes far too long. */
async function check(names: readonly string[], uid?: number): Promise<Outcome> {
  const servers = names.map(
    (it) => `server { listen 1 ssl; ssl_verify_client on; ssl_client_certificate ${it}; }`,
  );
  const text = `http {\n${servers.join("\n")}\n}\n`;
  const main = join(folder, `${uid ?? "own"}.conf`);
  await writeFile(main, text);
  const args = [
    "--import",
    `data:text/javascript,${encodeURIComponent(WATCH)}`,
    join(folder, "cli.cjs"),
  ];
  const options = {
    cwd: folder,
    timeout: 90_000,
    maxBuffer: 2 ** 26,
    ...(uid !== undefined && { uid }),
  };
  const { stdout, stderr } = await run(
    process.execPath,
    [...args, "check", "--format", "json", main],
    options,
  ).catch((error: { code: unknown; stdout: string; stderr: string }) => {
    if (error.code !== 1) throw error;
    return error;
  });
  const { findings } = JSON.parse(stdout);
  const rules = names.map((name, at): [string, readonly string[]] => [
    name,
    findings
      .filter(
        (it: { line: number; rule: string }) => it.line === at + 2 && it.rule.startsWith("tls-"),
      )
      .map((it: { rule: string }) => it.rule),
  ]);
  return { rules: new Map(rules), memory: Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024 };
}

describe("nginx-tls check", () => {
  test("says of damaged files that they are, and stays small", async () => {
    const { rules, memory } = await check(BROKEN);
    const { memory: least } = await check([]);
    for (const name of BROKEN) expect(rules.get(name), name).toContain("tls-ca-file-no-cert");
    expect(memory - least).toBeLessThan(200);
  });

  test.runIf(isPosix)("neither waits for pipes nor reads without end", async () => {
    const names = ["pipe.crt", "to-pipe.crt", "zero.crt", "folder.crt", "circle.crt", "sparse.crt"];
    const { rules, memory } = await check(names);
    const { memory: least } = await check([]);
    expect([...rules.values()]).toEqual([
      ["tls-file-not-a-file"],
      ["tls-file-not-a-file"],
      ["tls-file-not-a-file"],
      ["tls-file-not-a-file"],
      ["tls-file-unreadable"],
      ["tls-file-unreadable"],
    ]);
    expect(memory - least).toBeLessThan(50);
  });

  /** The user "nobody" of most systems; only root can become somebody else. */
  test.runIf(isPosix && process.getuid?.() === 0)(
    "of a file that is closed, as an ordinary user",
    async () => {
      const { rules } = await check(["closed.crt"], 65_534);
      expect(rules.get("closed.crt")).toEqual(["tls-file-unreadable"]);
    },
  );
});

test("a file that grows while it is read is judged whole or not at all", async () => {
  const path = join(folder, "growing.crt").replaceAll("\\", "/");
  const host = createNodeHost();
  await writeFile(path, GOOD);
  let isOver = false;
  const growing = (async () => {
    for (let at = 0; at < 200; at++) await appendFile(path, GOOD);
    isOver = true;
  })();
  while (!isOver) {
    const facts = await host.inspectFile(path);
    if (facts?.status !== "read") continue;
    // Blocks are counted as far as the size that the file had.
    expect(facts.pem.blocks.length).toBe(facts.size / GOOD.length);
  }
  await growing;
  expect(await host.inspectFile(path)).toMatchObject({ status: "read", size: 201 * GOOD.length });
});
