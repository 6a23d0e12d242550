import { PROTOCOL_DIRECTIVES } from "../knowledge/protocols.ts";
import type { Rule } from "./shared/rule.ts";
import { mendValue } from "./shared/value-fixes.ts";
import { checkValues, FAULTY_VALUES } from "./shared/values.ts";

export const invalidValue: Rule = {
  id: "invalid-value",
  severity: "error",
  directives: FAULTY_VALUES,
  docs: {
    summary: "A directive has a value that nginx does not take",
    why: `
nginx checks values while it reads: a switch is \`on\` or \`off\`, in any case, and not \`yes\`; a size is a number with
\`k\` or \`m\`, and \`g\` only where large files are meant (\`client_max_body_size\`); a time has the units \`ms\`, \`s\`,
\`m\`, \`h\`, \`d\`, \`w\` in falling order, and without a unit means seconds. It stops at the first value that it can't
read. Values with placeholders of a template are not judged.`,
    fixSafety: "A misspelled value is replaced by the one that it most likely means.",
    references: [
      "https://nginx.org/en/docs/syntax.html",
      "https://nginx.org/en/docs/http/ngx_http_core_module.html",
    ],
  },
  examples: [
    {
      bad: `
http {
    sendfile yes;
#            ~~~ error: invalid value "yes" in "sendfile" directive, it must be "on" or "off"
    client_body_buffer_size 16kb;
#                           ~~~~ error: "client_body_buffer_size" directive invalid value
}
`,
      good: `
http {
    sendfile on;
    client_body_buffer_size 16k;
}
`,
    },
  ],

  checkDirective(located, ctx) {
    // The names of protocols are the subject of a rule of their own.
    if (PROTOCOL_DIRECTIVES.includes(located.directive.name.text)) return;
    checkValues("value", located, ctx, mendValue);
  },
};
