/**
 * Mutants of valid configurations, judged by the installed nginx and by us. `MUTANTS` sets how many
 * (200), `SEED` which.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { expect, test } from "vitest";
import { DEFAULT_SETTINGS, Session } from "#core";
import { corpusCases, corpusPath, HAS_CORPUS } from "../harness/corpus.ts";
import { memoryHost } from "../harness/memory-host.ts";
import { PARSER } from "../harness/parser.ts";
import { nginxTest, type Verdict } from "./harness.ts";
import { type Mutant, mutate, pick, randomFrom } from "./mutate.ts";
import { installed } from "./oracle.ts";

const COUNT = Number(process.env.MUTANTS ?? 200);
const SEED = Number(process.env.SEED ?? 1);
const AT_ONCE = 4;

/** What nginx says of the machine rather than of the text. */
const ENVIRONMENT =
  /open\(\)|failed \(\d+:|SSL:|host not found|getpwnam|getgrnam|setrlimit|no such file|is not binary compatible|dlopen|conflicting server name/;

test("nginx and the engine agree on mutants", { timeout: 1_800_000 }, async () => {
  const seeds = await validConfigurations();
  expect(seeds.length).toBeGreaterThan(0);
  const random = randomFrom(SEED);
  const disagreements: string[] = [];
  let judged = 0;
  while (judged < COUNT) {
    const batch = Array.from({ length: AT_ONCE }, () => {
      const text = pick(seeds, random) ?? "";
      return mutate(text, PARSER.parse(text), random);
    }).filter((it) => it !== undefined);
    for (const result of await Promise.all(batch.map(judge))) {
      if (!result) continue;
      judged++;
      if (result !== "agree") disagreements.push(result);
    }
  }
  const share = (100 * (judged - disagreements.length)) / judged;
  process.stdout.write(
    `${disagreements.join("\n\n")}\n\n${judged} mutants of ${seeds.length} configurations, seed ${SEED}: ${share.toFixed(1)} % agreement\n`,
  );
  expect(share).toBeGreaterThanOrEqual(98);
});

/** "agree", a description of the disagreement, or undefined if nginx's answer is about the machine. */
async function judge(mutant: Mutant): Promise<string | undefined> {
  const verdict = await nginxTest({ "nginx.conf": mutant.text });
  if (!verdict.ok && (ENVIRONMENT.test(verdict.message) || isModuleMissing(verdict)))
    return undefined;
  const errors = await errorsOf(mutant.text);
  if (verdict.ok === (errors.length === 0)) return "agree";
  const said = verdict.ok ? "accepts" : `${verdict.message} :${verdict.line}`;
  const place = verdict.line ?? Number(/:(\d+):/.exec(errors[0] ?? "")?.[1] ?? 1);
  const near = mutant.text.split("\n").slice(Math.max(0, place - 3), place + 1);
  return `${mutant.what}\n  nginx: ${said}\n  engine: ${errors.join("; ") || "no error"}\n    ${near.join("\n    ")}`;
}

/** Debian packs some modules apart, and they are not loaded here. */
function isModuleMissing(verdict: Verdict): boolean {
  const name = /^unknown directive "(\w+)"$/.exec(verdict.message)?.[1];
  return name !== undefined && ABSENT.test(name);
}

const ABSENT = /^(geoip_|image_filter|perl|xslt_|xml_entities|js_|google_perftools)/;

/** nginx refuses a main file without `events`; the engine says so, but mildly. */
const MILD = "missing-events-block";

async function errorsOf(text: string): Promise<readonly string[]> {
  const main = "/etc/nginx/nginx.conf";
  const session = new Session(PARSER, memoryHost({ [main]: text }));
  const { version, openssl } = installed();
  const settings = { ...DEFAULT_SETTINGS, nginxVersion: version, opensslVersion: openssl };
  const result = await session.check(main, { settings });
  return (result?.findings ?? [])
    .filter((it) => it.severity === "error" || it.rule === MILD)
    .map((it) => {
      const line = text.slice(0, it.span.start).split("\n").length;
      return `${it.rule}:${line}: ${it.message}`;
    });
}

/** Main files that the installed nginx accepts here: our examples, and the corpus's where there is one. */
async function validConfigurations(): Promise<readonly string[]> {
  const own = ["complete-example.conf"].map((it) =>
    readFileSync(new URL(`../../examples/${it}`, import.meta.url), "utf8"),
  );
  const cases = HAS_CORPUS ? corpusCases() : [];
  const others = cases
    .filter((it) => it.kind === "full" && it.verdict === "ok" && basename(it.path) === "nginx.conf")
    .map((it) => readFileSync(corpusPath(it.path), "utf8"))
    .filter((it) => it.length < 20_000 && !/^\s*include\s/m.test(it));
  const accepted: string[] = [];
  for (const text of [...own, MINIMAL, ...others]) {
    if ((await nginxTest({ "nginx.conf": text })).ok) accepted.push(text);
  }
  return accepted;
}

const MINIMAL = `events {
    worker_connections 512;
}
http {
    server_tokens off;
    keepalive_timeout 65s;
    log_format short '$remote_addr "$request" $status';
    map $http_upgrade $connection_upgrade {
        default upgrade;
        ''      close;
    }
    upstream app {
        server 127.0.0.1:8443 weight=2 max_fails=3;
        keepalive 8;
    }
    server {
        listen 127.0.0.1:8080;
        server_name www.example.com example.com;
        client_max_body_size 10m;
        location = / {
            return 301 https://$host$request_uri;
        }
        location ~ \\.(css|js)$ {
            expires 30d;
            add_header Cache-Control public always;
        }
        location /app/ {
            proxy_pass https://app;
            proxy_ssl_server_name on;
            proxy_ssl_protocols TLSv1.2 TLSv1.3;
            proxy_set_header Host $host;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection $connection_upgrade;
            if ($request_method = POST) {
                return 405;
            }
        }
    }
}
`;
