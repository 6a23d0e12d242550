import { socketTexts } from "../config/listen-address.ts";
import { type Listen, listenersOf, setsOptions } from "../config/listeners.ts";
import { hasPlaceholder } from "../knowledge/templates.ts";
import { type Settings, versionAtLeast } from "../settings.ts";
import { appendArgument } from "./shared/edits.ts";
import { docsAt } from "./shared/identity.ts";
import { onNginxLine } from "./shared/nginx-line.ts";
import type { Rule, RuleContext, RuleFix } from "./shared/rule.ts";

export const protocolOptionsRedefined: Rule = {
  id: "protocol-options-redefined",
  severity: "warning",
  docs: {
    summary: "The listens of one address differ in their protocol options",
    why: `
\`http2\` and \`proxy_protocol\` count for the whole socket as soon as one \`listen\` of its address and port has them: nginx
ORs the options of all servers. A server whose \`listen\` lacks them has them nevertheless, and since 1.23.4 nginx warns,
\`protocol options redefined for 0.0.0.0:443\`, at the places that this rule reports (\`ngx_http_add_addresses\`; two listens that
differ are not enough for it at times). Of \`ssl\`, the rule \`listen-ssl-mixed\` speaks.`,
    references: [
      "https://nginx.org/en/docs/http/ngx_http_core_module.html#listen",
      "https://nginx.org/en/CHANGES",
    ],
  },
  examples: [
    {
      settings: { nginxVersion: "1.24.0" },
      bad: `
http {
    server {
        listen 443 ssl http2;
        server_name a.example.com;
    }
    server {
        listen 443 ssl;
        server_name b.example.com;
    }
    server {
        listen 443 ssl http2;
#              ~~~ warning: protocol options redefined for 0.0.0.0:443
        server_name c.example.com;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl http2;
        server_name a.example.com;
    }
    server {
        listen 443 ssl http2;
        server_name b.example.com;
    }
    server {
        listen 443 ssl http2;
        server_name c.example.com;
    }
}
`,
    },
  ],

  checkConfig(config, ctx) {
    const sockets = new Map<string, { text: string; listens: Listen[] }>();
    for (const listen of listenersOf(config).servers.flatMap((it) => it.listens)) {
      if (!sharesSockets(listen, config.settings) || isOpen(listen)) continue;
      for (const text of socketTexts(listen.address)) {
        const key = `${listen.server.family} ${listen.socket.transport} ${text}`;
        const socket = sockets.get(key) ?? { text, listens: [] };
        sockets.set(key, socket);
        socket.listens.push(listen);
      }
    }
    for (const { text, listens } of sockets.values()) {
      const all = listens.map(optionsOf);
      const saysSsl = config.settings.rules["listen-ssl-mixed"] !== "off";
      if (saysSsl && new Set(all.map((it) => it.has("ssl"))).size > 1) continue;
      for (const listen of redefining(listens)) report(listen, text, listens, ctx);
    }
  },
};

function sharesSockets({ server: { family } }: Listen, { nginxVersion }: Settings): boolean {
  if (family === "mail") return false;
  return versionAtLeast(nginxVersion, family === "http" ? "1.23.4" : "1.25.5");
}

function isOpen({ located }: Listen): boolean {
  if (!located) return false;
  const { terminated, args } = located.directive;
  return !terminated || args.some((it) => hasPlaceholder(it.raw));
}

const OPTIONS = ["ssl", "http2", "proxy_protocol"] as const;
type Options = ReadonlySet<string>;

function optionsOf({ parameters }: Listen): Options {
  return new Set(OPTIONS.filter((it) => parameters.has(it)));
}

/** What nginx keeps of an address while it reads its listens. */
interface Address {
  /** All that was named so far. */
  options: Options;
  setsOptions: boolean;
  /** The options to compare with, once a second listen was read. */
  expected: Options | undefined;
  changed: boolean;
}

/** The listens at which nginx warns, found as `ngx_http_add_addresses` finds them. */
function redefining([first, ...others]: readonly Listen[]): readonly Listen[] {
  if (!first) return [];
  const address: Address = {
    options: optionsOf(first),
    setsOptions: setsOptions(first),
    expected: undefined,
    changed: false,
  };
  return others.filter((it) => isRedefined(address, it));
}

function isRedefined(address: Address, listen: Listen): boolean {
  const now = optionsOf(listen);
  const before = address.options;
  const differs = address.expected !== undefined && !isSame(address.expected, now);
  const wasSet = address.setsOptions;
  const wasChanged = address.changed;
  address.options = new Set([...before, ...now]);
  const sets = setsOptions(listen);
  address.setsOptions ||= sets;
  if (!isIn(now, before)) {
    address.expected = before;
    address.changed = true;
    return (wasSet && !sets) || wasChanged || !isIn(before, now);
  }
  address.expected = now;
  if (isIn(before, now)) return (sets && wasChanged) || differs;
  address.changed = true;
  return sets || differs;
}

function isIn(some: Options, all: Options): boolean {
  return [...some].every((it) => all.has(it));
}

function isSame(a: Options, b: Options): boolean {
  return isIn(a, b) && isIn(b, a);
}

function report(
  { located }: Listen,
  text: string,
  listens: readonly Listen[],
  ctx: RuleContext,
): void {
  if (!located) return;
  const word = located.directive.args[0] ?? located.directive.name;
  ctx.report({
    file: located.file,
    ...onNginxLine(located, word),
    message: `protocol options redefined for ${text}`,
    docs: docsAt(located),
    fixes: equalize(listens, ctx.config.settings),
  });
}

/** Names every option in every listen, which all have it already. `http2` goes another way since 1.25.1. */
function equalize(listens: readonly Listen[], { nginxVersion }: Settings): readonly RuleFix[] {
  const all = new Set(listens.flatMap((it) => [...optionsOf(it)]));
  const missing = listens.map((it) => ({
    it,
    lacks: [...all].filter((option) => !optionsOf(it).has(option)),
  }));
  const isDeprecated = versionAtLeast(nginxVersion, "1.25.1");
  if (isDeprecated && missing.some(({ lacks }) => lacks.includes("http2"))) return [];
  const edits = missing.flatMap(({ it, lacks }) =>
    it.located && lacks.length > 0 ? [appendArgument(it.located, lacks.join(" "))] : [],
  );
  if (edits.length === 0) return [];
  return [{ title: "Give all listens of the address the same options", safety: "safe", edits }];
}
