/** Three rules that tests can know by heart: a safe fix, an unsafe one, and none. */
import type { Rule } from "#core";
import { replaceWord } from "../../core/rules/shared/edits.ts";

const docs = {
  summary: "Sample",
  why: "Sample.",
  references: ["https://example.com/rule"],
} as const;
const examples = [{ bad: "", good: "" }] as const;

const tokensShown: Rule = {
  id: "tokens-shown",
  severity: "warning",
  docs,
  examples,
  directives: ["server_tokens"],
  checkDirective({ directive, file, scope }, ctx) {
    const [word] = directive.args;
    if (word?.text !== "on") return;
    const opener = scope.opener;
    ctx.report({
      file,
      span: word.span,
      message: 'the version is shown, as "server_tokens" is on',
      related: opener
        ? [{ file: opener.file, span: opener.directive.name.span, message: "in this block" }]
        : [],
      fixes: [
        { title: "Hide the version", safety: "safe", edits: [replaceWord(file, word, "off")] },
      ],
    });
  },
};

const verifyOff: Rule = {
  id: "verify-off",
  severity: "error",
  docs,
  examples,
  directives: ["proxy_ssl_verify"],
  checkDirective({ directive, file }, ctx) {
    const [word] = directive.args;
    if (word?.text !== "off") return;
    const edits = [replaceWord(file, word, "on")];
    ctx.report({
      file,
      span: word.span,
      message: "not verified",
      fixes: [{ title: "Verify", safety: "unsafe", edits }],
    });
  },
};

const sendfileUsed: Rule = {
  id: "sendfile-used",
  severity: "hint",
  docs,
  examples,
  directives: ["sendfile"],
  checkDirective({ directive, file }, ctx) {
    ctx.report({ file, span: directive.name.span, message: "sendfile is used" });
  },
};

export const SAMPLE_RULES: readonly Rule[] = [tokensShown, verifyOff, sendfileUsed];
