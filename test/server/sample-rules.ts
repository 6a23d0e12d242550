/** Small rules with known findings, so that the server is tested apart from the real rules. */
import type { Rule, Span } from "#core";

const docs = {
  summary: "A sample",
  why: "It is for tests.",
  references: ["https://example.com/sample"] as const,
};
const examples = [{ bad: "", good: "" }] as const;

/** `<name> on` where it stands, with a safe fix. */
export function switchedOn(id: string, name: string): Rule {
  return {
    id,
    severity: "warning",
    docs,
    examples,
    directives: [name],
    checkDirective({ directive, file }, ctx) {
      const [word] = directive.args;
      if (word?.text !== "on") return;
      const edit = (span: Span, newText: string) => ({ file: file.path, span, newText });
      ctx.report({
        file,
        span: word.span,
        message: `"${name}" is on`,
        tags: ["deprecated"],
        fixes: [
          { title: "Say nothing", safety: "unsafe", edits: [edit(directive.span, "")] },
          { title: "Turn it off", safety: "safe", edits: [edit(word.span, "off")] },
        ],
      });
    },
  };
}

export const tokensOn: Rule = switchedOn("tokens-on", "server_tokens");

/** A `root` that differs from the main file's first one: related to it, fixed in both files at once. */
export const rootDiffers: Rule = {
  id: "root-differs",
  severity: "information",
  docs,
  examples,
  directives: ["root"],
  checkDirective({ directive, file }, ctx) {
    const main = ctx.config.rootFile;
    const first = main.tree.directives
      .flatMap((it) => it.block?.directives ?? [])
      .find((it) => it.name.text === "root");
    const [word] = directive.args;
    const [other] = first?.args ?? [];
    if (!word || !other || word.text === other.text) return;
    ctx.report({
      file,
      span: word.span,
      message: `"${word.text}" is not "${other.text}"`,
      related: [{ file: main, span: other.span, message: "The first root" }],
      fixes: [
        {
          title: "Agree on /srv",
          safety: "unsafe",
          edits: [
            { file: file.path, span: word.span, newText: "/srv" },
            { file: main.path, span: other.span, newText: "/srv" },
          ],
        },
      ],
    });
  },
};

/** Says what the certificate files hold, to see whether they are read. */
const certificateRead: Rule = {
  id: "certificate-read",
  severity: "hint",
  docs,
  examples,
  directives: ["ssl_certificate"],
  checkDirective(located, ctx) {
    const pem = ctx.pem(located);
    if (!pem) return;
    const { name } = located.directive;
    const message = `The file has ${pem.blocks.length} blocks`;
    ctx.report({ file: located.file, span: name.span, message });
  },
};

export const throwing: Rule = {
  id: "throwing",
  severity: "error",
  docs,
  examples,
  checkConfig() {
    throw new Error("a bug in a rule");
  },
};

export const SAMPLE_RULES: readonly Rule[] = [tokensOn, rootDiffers, certificateRead];
