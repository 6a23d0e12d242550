/** Runs the mocha suite inside an extension host of a real VS Code: `node`, or `web` (a worker). */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { format } from "node:util";
import { launchChromium, openWorkbench, remoteUri } from "./chromium.mjs";
import { startVscode } from "./workbench/vscode.mjs";
import { writeWorkspace } from "./workspace.mjs";

const root = join(import.meta.dirname, "../..");
const REPORT = "@@TEST-REPORT@@";
const TIMEOUT = 300_000;

/** Returns `{ passed, failed }`; prints each test. */
export async function runSuite(host, extension) {
  const dir = mkdtempSync(join(tmpdir(), "nginx-tls-suite-"));
  const workspace = writeWorkspace(join(dir, "workspace"));
  const settings =
    host === "web" ? { "remote.extensionKind": { "nginx-tls.nginx-tls": ["web"] } } : {};
  const vscode = await startVscode({ dir, settings, driver: true });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    const { code, report, lines } = await runIn(page, vscode, { host, extension, workspace });
    for (const result of report?.results ?? []) print(host, result);
    if (report && report.passes > 0 && (code === 0) === (report.failures === 0)) {
      return { passed: report.passes, failed: report.failures };
    }
    mkdirSync(join(root, "out/screenshots"), { recursive: true });
    await page.screenshot({ path: join(root, `out/screenshots/failure-${host}.png`) });
    process.stdout.write(
      `FAIL [${host}] the suite ended with ${code} and without a usable report\n`,
    );
    process.stdout.write(`${lines.slice(-40).join("\n")}\n${vscode.log().slice(-3000)}\n`);
    return { passed: report?.passes ?? 0, failed: (report?.failures ?? 0) + 1 };
  } finally {
    await browser.close();
    await vscode.stop();
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

function print(host, { title, error, retried }) {
  const verdict = error === undefined ? "ok  " : "FAIL";
  const note = retried === undefined ? "" : " (the second time; the first time:)";
  process.stdout.write(`${verdict} [${host}] ${title}${note}\n`);
  const reason = error ?? retried;
  if (reason !== undefined) process.stdout.write(`     ${reason.replaceAll("\n", "\n     ")}\n`);
}

/** VS Code itself calls the two functions exposed to the page. It says 0 also when the host dies early. */
async function runIn(page, vscode, { host, extension, workspace }) {
  const lines = [];
  let report;
  const exit = new Promise((resolve) => page.exposeFunction("codeAutomationExit", resolve));
  await page.exposeFunction("codeAutomationLog", (type, args) => {
    const text = format(...[].concat(args));
    if (text.startsWith(REPORT)) report = JSON.parse(text.slice(REPORT.length));
    else lines.push(`${type} ${text}`);
  });
  page.on("pageerror", (error) => lines.push(`pageerror ${error.message}`));
  await openWorkbench(page, vscode, workspace, [
    ["extensionDevelopmentPath", remoteUri(vscode, extension)],
    ["extensionTestsPath", remoteUri(vscode, testsPath(host, extension))],
    ["skipWelcome", "true"],
    ["skipReleaseNotes", "true"],
  ]);
  const timeout = new Promise((resolve) => setTimeout(resolve, TIMEOUT, "timeout").unref());
  const code = await Promise.race([exit, timeout]);
  return { code, report, lines };
}

/** Tests run in the host of the extension whose folder they lie in; from elsewhere, in the Node one. */
function testsPath(host, extension) {
  const built = join(root, "out/test", host);
  if (host === "node") return join(built, "index.cjs");
  cpSync(built, join(extension, "test"), { recursive: true });
  return join(extension, "test/index.cjs");
}
