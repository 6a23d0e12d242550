/** A rule's claim against real nginx: what it predicts happens, and no longer happens in the fixed configuration. */
import { rm } from "node:fs/promises";
import { request } from "node:https";
import { join } from "node:path";
import { expect, inject } from "vitest";
import { DEFAULT_SETTINGS, type Finding, Session } from "#core";
import { createNodeHost } from "../../host/node.ts";
import { applyFileEdits } from "../harness/fixture.ts";
import { PARSER } from "../harness/parser.ts";
import { makePrefix } from "./harness.ts";
import { startNginx } from "./live.ts";
import { installed, type Oracle } from "./oracle.ts";

export interface Truth {
  readonly rule: string;
  readonly bad: string;
  /** Default: what the rule's fixes make of it. */
  readonly good?: string;
  /** What a user sees of the running nginx; its log is given, too. */
  observe(log: () => string): Promise<string>;
  /** What is seen of the bad one and of the good one. */
  readonly failure: RegExp;
  readonly health: RegExp;
  /** Default: the installed nginx. */
  readonly oracle?: Oracle;
}

export async function expectTruth({
  rule,
  bad,
  good,
  observe,
  failure,
  health,
  oracle = installed(),
}: Truth): Promise<void> {
  const judge = (text: string) => findingsOf(text, rule, oracle);
  expect((await judge(bad)).length, `${rule} warns`).toBeGreaterThan(0);
  const fixed = good ?? (await fix(bad, rule, judge));
  expect(await judge(fixed), `${rule} is content with:\n${fixed}`).toEqual([]);
  expect(await seen(bad, observe, oracle)).toMatch(failure);
  expect(await seen(fixed, observe, oracle)).toMatch(health);
}

async function seen(text: string, observe: Truth["observe"], oracle: Oracle): Promise<string> {
  const nginx = await startNginx({ "nginx.conf": text }, oracle);
  try {
    return await observe(() => nginx.log());
  } finally {
    await nginx.stop();
  }
}

/** In a folder like the one that nginx runs in, with certificates on disk. */
export async function findingsOf(
  text: string,
  rule: string,
  oracle: Oracle,
): Promise<readonly Finding[]> {
  const prefix = await makePrefix({ "nginx.conf": text });
  try {
    const session = new Session(PARSER, createNodeHost());
    const settings = {
      ...DEFAULT_SETTINGS,
      nginxVersion: oracle.version,
      opensslVersion: oracle.openssl,
      trustedCertificate: join(inject("certificates"), "root.crt"),
    };
    const result = await session.check(join(prefix, "nginx.conf"), { settings });
    for (const { error } of result?.failures ?? []) throw error;
    return (result?.findings ?? []).filter((it) => it.rule === rule);
  } finally {
    await rm(prefix, { recursive: true });
  }
}

/** The first fix of each finding, one after the other. */
async function fix(
  text: string,
  rule: string,
  judge: (text: string) => Promise<readonly Finding[]>,
): Promise<string> {
  let fixed = text;
  for (let pass = 0; pass < 10; pass++) {
    const finding = (await judge(fixed))[0];
    if (!finding) return fixed;
    const edits = finding.fixes[0]?.edits ?? [];
    expect(edits.length, `${rule} offers a fix`).toBeGreaterThan(0);
    const files = applyFileEdits({ [finding.file]: fixed }, edits);
    fixed = files[finding.file] ?? "";
  }
  throw new Error(`the fixes of ${rule} do not end`);
}

export interface TlsRequest {
  readonly port: number;
  readonly path?: string;
  /** SNI and `Host`. */
  readonly name?: string;
  /** PEM; the server's certificate is verified if given. */
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
  readonly maxVersion?: "TLSv1.2";
}

/** `200 body`, or the code of the error. */
export function httpsGet({ port, path = "/", name = "", ...tls }: TlsRequest): Promise<string> {
  return new Promise((resolve) => {
    const options = {
      host: "127.0.0.1",
      port,
      path,
      agent: false,
      servername: name,
      headers: { host: name || "localhost" },
      rejectUnauthorized: tls.ca !== undefined,
      ...(name === "" && { checkServerIdentity: () => undefined }),
      ...tls,
    } as const;
    const call = request(options, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        body += chunk;
      });
      response.on("end", () => resolve(`${response.statusCode} ${body.trim()}`));
    });
    call.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    call.end();
  });
}
