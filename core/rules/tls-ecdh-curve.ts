import { serversWith } from "../config/listeners.ts";
import { groupNamed, groupSince, isWeakGroup, knownGroups } from "../knowledge/groups.ts";
import type { Policy } from "../knowledge/policies/policy.ts";
import { suggestWord } from "../knowledge/typos.ts";
import { versionAtLeast } from "../settings.ts";
import type { Severity } from "../severity.ts";
import type { Word } from "../syntax/tree.ts";
import { isSetUp } from "./shared/client-verify.ts";
import { replaceWord } from "./shared/edits.ts";
import { docsAt } from "./shared/identity.ts";
import type { Rule } from "./shared/rule.ts";

export const tlsEcdhCurve: Rule = {
  id: "tls-ecdh-curve",
  severity: "information",
  directives: ["ssl_ecdh_curve"],
  docs: {
    summary: "The list of curves is one that OpenSSL refuses, or that few clients can use",
    why: `
OpenSSL refuses a list with a name it does not know, and nginx then refuses the configuration. \`auto\` is nginx's own word for
OpenSSL's default and stands alone. A group that stands twice is refused before OpenSSL 3.5, and the ones with ML-KEM
exist since then. With TLS 1.3 most clients send a key for X25519 or prime256v1 at once, and must come a second time
(HelloRetryRequest, RFC 8446) for a curve like secp384r1; many know no others than these three. Curves of ECDSA certificates
must be in the list as well. What the policies of Mozilla leave out for its weakness (\`secp224r1\`, \`prime192v1\`: less
than 128 bits of strength) is reported with them.`,
    fixSafety: "Clients agree on other curves than before.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_ecdh_curve",
      "https://wiki.mozilla.org/Security/Server_Side_TLS",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
        ssl_ecdh_curve auto:X25519;
#                      ~~~~~~~~~~~ error: "auto" can only stand alone: OpenSSL has no group of this name
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     /etc/ssl/certs/server.crt;
        ssl_certificate_key /etc/ssl/private/server.key;
        ssl_ecdh_curve X25519;
    }
}
`,
    },
    {
      bad: `
http {
    ssl_ecdh_curve secp384r1;
#                  ~~~~~~~~~ information: most clients need a second round trip without X25519 and prime256v1 (policy mozilla-intermediate 6.0)
}
`,
      good: `
http {
    ssl_ecdh_curve X25519:prime256v1:secp384r1;
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const [word] = located.directive.args;
    if (!word || word.text === "auto" || !/^[\w-]+([:, ]+[\w-]+)*[:, ]*$/.test(word.text)) return;
    const fault = judge(word.text, ctx.config.settings.opensslVersion, ctx.policyAt(located.file));
    if (!fault) return;
    const servers = serversWith(located, ctx.config);
    const isRead = servers.some((it) => isSetUp(it, ctx.config.settings));
    ctx.report({
      file: located.file,
      span: word.span,
      message: fault.message,
      severity: fault.severity === "error" && !isRead ? "warning" : fault.severity,
      docs: docsAt(located),
      fixes: fault.better
        ? [
            {
              title: `Use "${fault.better}"`,
              safety: "unsafe",
              edits: [replaceWord(located.file, word, quoted(word, fault.better))],
            },
          ]
        : [],
    });
  },
};

interface Fault {
  readonly severity: Severity;
  readonly message: string;
  readonly better?: string;
}

function judge(text: string, opensslVersion: string, policy: Policy): Fault | undefined {
  const names = text.split(/[:, ]+/).filter((it) => it !== "");
  if (names.join(":") !== text) {
    const message = 'OpenSSL refuses the list: one ":" goes between two groups, and nothing else';
    return { severity: "error", message, better: names.join(":") };
  }
  const groups = names.map(groupNamed);
  if (names.includes("auto")) {
    const rest = [...new Set(groups)].filter((it) => it !== "auto");
    const better = rest.length > 0 ? rest.join(":") : "auto";
    return {
      severity: "error",
      message: '"auto" can only stand alone: OpenSSL has no group of this name',
      better,
    };
  }
  const twice = groups.find((it, at) => groups.indexOf(it) < at);
  if (twice !== undefined && !versionAtLeast(opensslVersion, "3.5")) {
    const better = [...new Set(groups)].join(":");
    const message = `"${twice}" stands twice, which OpenSSL ${opensslVersion} refuses`;
    return { severity: "warning", message, better };
  }
  const early = groups.find((it) => !versionAtLeast(opensslVersion, groupSince(it) ?? "0"));
  if (early !== undefined) {
    const message = `"${early}" exists since OpenSSL ${groupSince(early)}: ${opensslVersion} refuses the list`;
    return { severity: "information", message };
  }
  return judgeNames(groups) ?? (policy.groups && judgeStrength(groups, policy));
}

/** A name that OpenSSL has not, by all that is known: providers bring groups of their own. */
function judgeNames(groups: readonly string[]): Fault | undefined {
  const known = knownGroups();
  const unknown = groups.find((it) => !known.includes(it) && !isSpecialGroup(it));
  if (unknown === undefined) return undefined;
  const message = `OpenSSL has no group "${unknown}" of its own: nginx does not start without a provider that has it`;
  const meant = suggestWord(unknown, known);
  const better = meant && groups.map((it) => (it === unknown ? meant : it)).join(":");
  return { severity: "warning", message, ...(better !== undefined && { better }) };
}

/** The rarer curves, keywords, and names as the providers of post-quantum groups form them. */
function isSpecialGroup(name: string): boolean {
  return /^(DEFAULT$|sect|wap-|c2|brainpool|B-|K-|secp(112|128|160|192)[rk][12]$|prime(192|239)v[1-3]$|GC|Oakley)|_|kyber|kem|frodo|bike|hqc/i.test(
    name,
  );
}

/** What the policy has against the groups, all of which OpenSSL takes. */
function judgeStrength(groups: readonly string[], { label }: Policy): Fault | undefined {
  const weak = groups.find(isWeakGroup);
  if (weak !== undefined) {
    const rest = groups.filter((it) => !isWeakGroup(it));
    const better = rest.length > 0 ? rest.join(":") : COMMON.join(":");
    return { severity: "information", message: `"${weak}" is below policy ${label}`, better };
  }
  if (groups.some((it) => it === "X25519" || it === "prime256v1" || it === "DEFAULT")) {
    return undefined;
  }
  return {
    severity: "information",
    message: groups.includes("secp384r1")
      ? `most clients need a second round trip without X25519 and prime256v1 (policy ${label})`
      : `many clients have none of these groups: add X25519 and prime256v1 (policy ${label})`,
    better: [...COMMON, ...groups].join(":"),
  };
}

const COMMON = ["X25519", "prime256v1"];

function quoted({ quote }: Word, text: string): string {
  return `${quote}${text}${quote}`;
}
