/** The programs that are asked: the installed nginx, and newer ones beside it. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { inject } from "vitest";

const run = promisify(execFile);

/** One nginx, as `nginx -V` tells of it. */
export interface Oracle {
  readonly program: string;
  readonly version: string;
  /** Of the library that it runs with. */
  readonly openssl: string;
  /** Folder of its modules, if it has any. */
  readonly modules: string | undefined;
  readonly options: Readonly<Record<string, string>>;
}

declare module "vitest" {
  export interface ProvidedContext {
    /** The first is asked where no other is meant. */
    oracles: readonly Oracle[];
  }
}

export function installed(): Oracle {
  const [first] = inject("oracles");
  if (!first) throw new Error("no nginx");
  return first;
}

/** The first nginx that has at least `version`; undefined if there is none. */
export function oracleSince(version: string): Oracle | undefined {
  return inject("oracles").find((it) => isAtLeast(it.version, version));
}

export function isAtLeast(version: string, least: string): boolean {
  const [have, want] = [version, least].map((it) => it.split(".").map(Number));
  const at = have?.findIndex((it, index) => it !== want?.[index]) ?? -1;
  return at < 0 || (have?.[at] ?? 0) > (want?.[at] ?? 0);
}

/** Where `npm run fetch:nginx` puts a newer nginx. */
const FETCHED = new URL("../../out/nginx/trixie/nginx", import.meta.url).pathname;

/** `NGINX_PROGRAMS` lists them, the main one first; without it, the installed one and the fetched one. */
export async function readOracles(): Promise<readonly Oracle[]> {
  const fetched = existsSync(FETCHED) ? [FETCHED] : [];
  const given = process.env.NGINX_PROGRAMS?.split(delimiter);
  const programs = given?.map((it) => (it.includes("/") ? resolve(it) : it)) ?? [
    "nginx",
    ...fetched,
  ];
  return Promise.all(programs.map(readOracle));
}

async function readOracle(program: string): Promise<Oracle> {
  const { stderr } = await run(program, ["-V"]).catch(() => {
    throw new Error(
      `"${program}" does not run; on Debian: apt-get install nginx libnginx-mod-stream libnginx-mod-mail libnginx-mod-http-js libnginx-mod-stream-js`,
    );
  });
  const words = stderr.matchAll(/--([\w-]+)=(?:'([^']*)'|(\S+))/g);
  const options = Object.fromEntries(
    [...words].map(([, name, quoted, bare]) => [name, quoted ?? bare]),
  );
  const folder: string | undefined = options["modules-path"];
  const beside = join(dirname(program), folder ?? "");
  return {
    program,
    version: /nginx version: \S+\/([\d.]+)/.exec(stderr)?.[1] ?? "",
    openssl:
      (/running with OpenSSL ([\d.]+)/.exec(stderr) ?? /OpenSSL ([\d.]+)/.exec(stderr))?.[1] ?? "",
    modules: folder && (program.includes("/") && existsSync(beside) ? beside : folder),
    options,
  };
}
