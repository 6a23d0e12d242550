/**
 * Configurations that others copy from, written as their makers write them, with upstream TLS by our snippets added.
 * They have no warning and no error but those of `JUSTIFIED`, each with the reason why it stays.
 */
import { expect, test } from "vitest";
import { DEFAULT_SETTINGS, type PemFile, Session, type Settings } from "#core";
import { type MozillaOptions, mozilla } from "./good-practice/mozilla.ts";
import { DEBIAN, H5BP, LETSENCRYPT, NGINXCONFIG } from "./good-practice/published.ts";
import { splitFiles } from "./harness/fixture.ts";
import { memoryHost } from "./harness/memory-host.ts";
import { PARSER } from "./harness/parser.ts";

/** Why a warning on good practice stays, by rule. */
const JUSTIFIED = {
  "listen-http2-deprecated": "nginx itself warns of it from 1.25.1 on, in the same words",
  "stapling-no-ocsp-url":
    "nginx itself warns of it at each start, and Let's Encrypt staples no more",
  "weak-protocol": "RFC 8996 retired TLS 1.0 and 1.1; that a distribution ships them is no reason",
} as const;

interface Subject {
  readonly name: string;
  /** A fixture of one or several files. */
  readonly text: string;
  readonly settings?: Partial<Settings>;
  /** What its certificate files hold, by path; without it none of them is there. */
  readonly certificates?: Readonly<Record<string, PemFile>>;
  /** The rules of the warnings and errors that it has, each as often as it is found. */
  readonly justified?: readonly (keyof typeof JUSTIFIED)[];
}

const NGINX_1_22 = { nginxVersion: "1.22.1", opensslVersion: "3.0" };
const NGINX_1_28 = { nginxVersion: "1.28.0", opensslVersion: "3.5" };
const MODERN = { policy: "mozilla-modern" } as const;
const OLD = { hasHttp2Directive: false, hasMlkem: false } as const;
const NEW = { hasHttp2Directive: true, hasMlkem: true } as const;
const intermediate = (options: Omit<MozillaOptions, "profile">) =>
  mozilla({ profile: "intermediate", ...options });
const modern = (options: Omit<MozillaOptions, "profile">) =>
  mozilla({ profile: "modern", ...options });

const SUBJECTS: readonly Subject[] = [
  { name: "Mozilla intermediate, 1.22", text: intermediate(OLD), settings: NGINX_1_22 },
  { name: "Mozilla intermediate, 1.28", text: intermediate(NEW), settings: NGINX_1_28 },
  { name: "Mozilla intermediate, newest nginx", text: intermediate(NEW) },
  {
    name: "Mozilla intermediate with stapling",
    text: intermediate({ ...NEW, isStapling: true }),
  },
  { name: "Mozilla modern, 1.22", text: modern(OLD), settings: { ...NGINX_1_22, ...MODERN } },
  { name: "Mozilla modern, 1.28", text: modern(NEW), settings: { ...NGINX_1_28, ...MODERN } },
  { name: "Mozilla modern, newest nginx", text: modern(NEW), settings: MODERN },
  { name: "Mozilla modern, judged as intermediate", text: modern(NEW) },
  {
    name: "Mozilla intermediate, judged by CIS",
    text: intermediate(NEW),
    settings: { policy: "cis" },
  },
  {
    name: "Mozilla intermediate, judged by nginx's defaults",
    text: intermediate(NEW),
    settings: { policy: "nginx-default" },
  },
  {
    name: "Mozilla intermediate for 1.22, on the newest nginx",
    text: intermediate(OLD),
    justified: ["listen-http2-deprecated", "listen-http2-deprecated"],
  },
  { name: "nginxconfig, 1.22", text: NGINXCONFIG, settings: NGINX_1_22 },
  {
    name: "nginxconfig with its certificates",
    text: NGINXCONFIG,
    settings: NGINX_1_22,
    certificates: LETSENCRYPT,
    justified: ["stapling-no-ocsp-url"],
  },
  { name: "h5bp, 1.22", text: H5BP, settings: NGINX_1_22 },
  {
    name: "Debian's default",
    text: DEBIAN,
    settings: NGINX_1_22,
    justified: ["weak-protocol", "weak-protocol"],
  },
];

test.each(SUBJECTS)("$name has only the warnings that are justified", async (subject) => {
  const { text, settings, certificates, justified = [] } = subject;
  const files = splitFiles(text);
  const session = new Session(PARSER, memoryHost(files, certificates));
  const result = await session.check(Object.keys(files)[0] ?? "", {
    now: Date.UTC(2026, 0, 15),
    settings: { ...DEFAULT_SETTINGS, ...settings },
  });
  expect(result?.failures).toEqual([]);
  const all = result?.findings ?? [];
  const loud = all.filter((it) => it.severity === "error" || it.severity === "warning");
  expect(loud.map((it) => it.rule)).toEqual(justified);
});

test("each reason is that of a warning", () => {
  const used = new Set(SUBJECTS.flatMap((it) => it.justified ?? []));
  expect([...used].sort()).toEqual(Object.keys(JUSTIFIED).sort());
});
