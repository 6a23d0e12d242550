import { cipherStringMatters, serversUsing } from "../config/cipher-uses.ts";
import type { Config } from "../config/config.ts";
import { absence, effective } from "../config/effective.ts";
import type { Located, Scope } from "../config/scope.ts";
import { serverTls } from "../config/startup.ts";
import type { Suite } from "../knowledge/cipher-suites.ts";
import type { CipherToken } from "../knowledge/ciphers.ts";
import { defaultProtocols } from "../knowledge/protocols.ts";
import { versionAtLeast } from "../settings.ts";
import type { Severity } from "../severity.ts";
import {
  type CipherList,
  docsOfList,
  readCiphers,
  replaceList,
  rewritten,
  tokenSpan,
  usableSuites,
} from "./shared/cipher-list.ts";
import { insertAfter } from "./shared/edits.ts";
import { hasProtocol } from "./shared/protocols.ts";
import type { Rule, RuleFix } from "./shared/rule.ts";
import { severityOfAbsence } from "./shared/upstream.ts";

export const dheWithoutDhparam: Rule = {
  id: "dhe-without-dhparam",
  severity: "warning",
  directives: ["ssl_ciphers"],
  docs: {
    summary: "DHE suites are listed, but there are no Diffie-Hellman parameters",
    why: `
Since 1.11.0 nginx has no built-in parameters: without \`ssl_dhparam\` a server never chooses a DHE suite, and says
nothing. If the list has no other suite and TLS 1.3 is off, every handshake fails, which is an error. ECDHE needs
no parameters and is faster; Mozilla's lists have had no DHE since 5.8.`,
    fixSafety:
      "Removing suites that are never chosen changes nothing, but in a fragment the parameters may be set elsewhere. A file for `ssl_dhparam` must be made first: `openssl dhparam -out dhparam.pem 2048`.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_dhparam",
      "https://wiki.mozilla.org/Security/Server_Side_TLS",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     srv.crt;
        ssl_certificate_key srv.key;
        ssl_ciphers ECDHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES128-GCM-SHA256;
#                                               ~~~~~~~~~~~~~~~~~~~~~~~~~ warning: DHE suites are never chosen: there is no "ssl_dhparam"
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     srv.crt;
        ssl_certificate_key srv.key;
        ssl_ciphers ECDHE-RSA-AES128-GCM-SHA256;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const { config } = ctx;
    const list = readCiphers(located, ctx);
    if (!list || !versionAtLeast(config.settings.nginxVersion, "1.11.0")) return;
    const tokens = list.selection.tokens.filter(namesDhe);
    const [first] = tokens;
    const scope = placesOf(located, config).find(lacksParameters);
    if (!first || !scope || !cipherStringMatters(config, located)) return;
    const how = absence(scope);
    const nothingElse =
      how === "certain" &&
      serverTls(scope) === "yes" &&
      usableSuites(list).every(isDhe) &&
      !allowsTls13(scope, config);
    const severity: Severity = nothingElse ? "error" : severityOfAbsence("warning", how);
    ctx.report({
      file: located.file,
      span: tokenSpan(list, first),
      message: nothingElse
        ? `only DHE suites are left, and there is no "ssl_dhparam": every handshake fails`
        : `DHE suites are never chosen: there is no "ssl_dhparam"`,
      severity,
      docs: docsOfList(list).replace(/#.*/, "#ssl_dhparam"),
      fixes: [removeDhe(list, tokens, how === "certain" && !nothingElse), addParameters(located)],
    });
  },
};

/** True for a word that asks for DHE by name; `HIGH` holds DHE suites too, but nobody counts on those. */
function namesDhe(token: CipherToken): boolean {
  const named = /^(DHE|EDH)-|(^|\+)k?(DHE|EDH)(\+|$)/.test(token.text);
  return token.op === "" && named && token.added.some(isDhe);
}

function isDhe(suite: Suite): boolean {
  return suite.kx === "DH";
}

/** The TLS servers of the directive; its own block where no server is in sight. */
function placesOf(located: Located, config: Config): readonly Scope[] {
  const servers = serversUsing(located);
  if (servers.length === 0) return config.kind === "fragment" ? [located.scope] : [];
  return servers.filter((it) => serverTls(it) !== "no");
}

function lacksParameters(scope: Scope): boolean {
  if (effective("ssl_dhparam", scope)) return false;
  const commands = effective("ssl_conf_command", scope)?.directives ?? [];
  return !commands.some((it) => /^DHParameters$/i.test(it.directive.args[0]?.text ?? ""));
}

function allowsTls13(scope: Scope, config: Config): boolean {
  const written = effective("ssl_protocols", scope);
  if (written) return hasProtocol(written.directives, "TLSv1.3");
  return defaultProtocols(config.settings.nginxVersion).includes("TLSv1.3");
}

function removeDhe(list: CipherList, tokens: readonly CipherToken[], isCertain: boolean): RuleFix {
  const onlyDhe = tokens.every((it) => it.added.every(isDhe));
  return {
    title: "Remove the DHE suites",
    safety: isCertain && onlyDhe ? "safe" : "unsafe",
    edits: [replaceList(list, rewritten(list, tokens))],
  };
}

function addParameters(located: Located): RuleFix {
  return {
    title: `Add "ssl_dhparam dhparam.pem"`,
    safety: "unsafe",
    edits: [insertAfter(located, ["ssl_dhparam dhparam.pem;"])],
  };
}
