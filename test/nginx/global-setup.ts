/** Runs once before all suites: looks for what they need, makes certificates, and cleans up at the end. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { makeCertificates } from "./make-certificates.ts";
import { readOracles } from "./oracle.ts";

const run = promisify(execFile);

declare module "vitest" {
  export interface ProvidedContext {
    /** Folder of the certificates made for this run. */
    certificates: string;
    /** How example host names come to resolve: in a private /etc/hosts, or in the machine's own. */
    hostsFile: "private" | "shared";
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const oracles = await readOracles();
  await run("openssl", ["version"]).catch(() => {
    throw new Error("openssl is not installed; these tests make their certificates with it");
  });
  const restoreHosts = await chooseHostsFile(project);
  const certificates = await mkdtemp(join(tmpdir(), "nginx-tls-certificates-"));
  await makeCertificates(certificates);
  const asked = oracles.map((it) => `${it.version} (OpenSSL ${it.openssl})`);
  process.stdout.write(`asking nginx ${asked.join(", ")}\n`);
  project.provide("certificates", certificates);
  project.provide("oracles", oracles);
  return async () => {
    await restoreHosts();
    await rm(certificates, { recursive: true });
  };
}

/** Prefers a mount namespace, which leaves the machine as it is. */
async function chooseHostsFile(project: TestProject): Promise<() => Promise<void>> {
  const probe = ["--mount", "sh", "-c", "mount --bind /etc/hosts /etc/hosts"];
  const isolated = await run("unshare", probe).then(
    () => true,
    () => false,
  );
  project.provide("hostsFile", isolated ? "private" : "shared");
  if (isolated) return async () => {};
  if (process.getuid?.() !== 0 || !process.env.CI) {
    throw new Error(
      "these tests run nginx with a private /etc/hosts, which needs root: sudo npm run test:nginx",
    );
  }
  const original = await readFile("/etc/hosts", "utf8");
  return () => writeFile("/etc/hosts", original);
}
