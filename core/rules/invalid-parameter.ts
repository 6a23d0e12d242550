import { PARAMETER_DIRECTIVES } from "../knowledge/values/parameters.ts";
import { isSessionCache } from "./session-cache-invalid.ts";
import type { Rule } from "./shared/rule.ts";
import { mendParameter } from "./shared/value-fixes.ts";
import { checkValues } from "./shared/values.ts";

export const invalidParameter: Rule = {
  id: "invalid-parameter",
  severity: "error",
  directives: PARAMETER_DIRECTIVES,
  docs: {
    summary: "A directive has a parameter that nginx does not take",
    why: `
Directives such as \`server\` in an \`upstream\`, \`limit_req_zone\` or \`proxy_cache_path\` take parameters by name. nginx
refuses a name it does not know, a value it can't read, and a list that lacks what it needs. A frequent cause is a
missing \`;\` on the line before. Parameters that only NGINX Plus has are information, no error.`,
    fixSafety:
      "A misspelled name is replaced by the one that it most likely means. Of a URL in an upstream's server, host and port are left; whether TLS is spoken is up to the pass.",
    references: [
      "https://nginx.org/en/docs/http/ngx_http_upstream_module.html#server",
      "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_cache_path",
    ],
  },
  examples: [
    {
      bad: `
http {
    upstream app {
        server 127.0.0.1:8080 weight=0;
#                             ~~~~~~~~ error: invalid parameter "weight=0"
    }
}
`,
      good: `
http {
    upstream app {
        server 127.0.0.1:8080 weight=1;
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    // What a session cache may be is the subject of a rule of its own.
    if (isSessionCache(located) && ctx.config.settings.rules["session-cache-invalid"] !== "off") {
      return;
    }
    checkValues("parameter", located, ctx, mendParameter);
  },
};
