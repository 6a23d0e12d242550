import type { Located } from "../config/scope.ts";
import { hasPlaceholder } from "../knowledge/templates.ts";
import { type LocationName, nestingFault, readLocation } from "../knowledge/values/location.ts";
import type { Word } from "../syntax/tree.ts";
import { replaceWord } from "./shared/edits.ts";
import { onNginxLine } from "./shared/nginx-line.ts";
import type { Report, Rule, RuleFix } from "./shared/rule.ts";

export const invalidLocation: Rule = {
  id: "invalid-location",
  severity: "error",
  directives: ["location", "alias"],
  docs: {
    summary: "A location has a modifier, or stands in another location, that nginx does not take",
    why: `
The modifiers are \`=\`, \`^~\`, \`~\` and \`~*\`. Inside a location only locations may stand whose name begins with its
name, and regular expressions; none inside an exact (\`=\`) or a named (\`@\`) one. A named location stands in the server
itself, and has no \`alias\`. nginx compares with a regular expression's text as if it were a path.`,
    fixSafety: "The modifier that was probably meant is inserted.",
    references: ["https://nginx.org/en/docs/http/ngx_http_core_module.html#location"],
  },
  examples: [
    {
      bad: `
http {
    server {
        location ~^ /static/ {
#                ~~ error: invalid location modifier "~^"
            root /srv/www;
        }
    }
}
`,
      good: `
http {
    server {
        location ^~ /static/ {
            root /srv/www;
        }
    }
}
`,
    },
    {
      bad: `
http {
    server {
        location /api/ {
            location /status { return 200; }
#                    ~~~~~~~ error: location "/status" is outside location "/api/"
        }
    }
}
`,
      good: `
http {
    server {
        location /api/ {
            location /api/status { return 200; }
        }
    }
}
`,
    },
  ],

  checkDirective(located, ctx) {
    const report =
      located.directive.name.text === "alias" ? aliasReport(located) : locationReport(located);
    if (report) ctx.report({ file: located.file, ...report });
  },
};

type Place = Omit<Report, "file">;

function locationReport(located: Located): Place | undefined {
  const { args } = located.directive;
  const [first] = args;
  if (!first || args.length > 2 || !located.block || isTemplate(args)) return undefined;
  const location = locationOf(located);
  if (!location) {
    const message = `invalid location modifier "${first.text}"`;
    return { ...onNginxLine(located, first), message, fixes: mend(located, first) };
  }
  const outer = enclosing(located);
  const message = outer && nestingFault(location, outer);
  return message ? { ...onNginxLine(located, args.at(-1) ?? first), message } : undefined;
}

function aliasReport(located: Located): Place | undefined {
  if (!enclosing(located)?.named) return undefined;
  const message = 'the "alias" directive cannot be used inside the named location';
  return { ...onNginxLine(located, located.directive.name), message };
}

/** The location directly around, if it is one that nginx accepts. */
function enclosing({ scope }: Located): LocationName | undefined {
  const { opener } = scope;
  if (scope.place !== "http/location" || opener?.directive.name.text !== "location") {
    return undefined;
  }
  return isTemplate(opener.directive.args) ? undefined : locationOf(opener);
}

function locationOf({ directive }: Located): LocationName | undefined {
  return readLocation(directive.args.map((it) => it.text));
}

function isTemplate(args: readonly Word[]): boolean {
  return args.some((it) => hasPlaceholder(it.text));
}

const SLIPS: ReadonlyMap<string, string> = new Map([
  ["~^", "^~"],
  ["*~", "~*"],
  ["==", "="],
  ["^", "^~"],
]);

function mend({ file }: Located, word: Word): readonly RuleFix[] {
  const meant = SLIPS.get(word.text);
  if (meant === undefined) return [];
  const edits = [replaceWord(file, word, meant)];
  return [{ title: `Replace with "${meant}"`, safety: "unsafe", edits }];
}
