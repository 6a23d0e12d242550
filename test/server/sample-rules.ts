/** Small rules with known findings, so that the server is tested apart from the real rules. */
import type { Rule } from "#core";

const docs = {
  summary: "A sample",
  why: "It is for tests.",
  references: ["https://example.com/sample"] as const,
};
const examples = [{ bad: "", good: "" }] as const;

/** `server_tokens on` where it stands, with a safe fix. */
export const tokensOn: Rule = {
  id: "tokens-on",
  severity: "warning",
  docs,
  examples,
  directives: ["server_tokens"],
  checkDirective({ directive, file }, ctx) {
    const [word] = directive.args;
    if (word?.text !== "on") return;
    ctx.report({
      file,
      span: word.span,
      message: `"server_tokens" is on`,
      tags: ["deprecated"],
      fixes: [
        {
          title: "Say nothing",
          safety: "unsafe",
          edits: [{ file: file.path, span: directive.span, newText: "" }],
        },
        {
          title: "Turn it off",
          safety: "safe",
          edits: [{ file: file.path, span: word.span, newText: "off" }],
        },
      ],
    });
  },
};

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
export const certificateRead: Rule = {
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
