import type { Rule } from "./shared/rule.ts";

export const missingEventsBlock: Rule = {
  id: "missing-events-block",
  severity: "information",
  docs: {
    summary: "A main file has no `events` block",
    why: `
nginx refuses a main file without \`events\`, even an empty one: \`no "events" section in configuration\`. It says
so last, when everything else has passed. The finding is information only, because examples and test files leave
the block out, and a main file may be put together from parts.`,
    references: ["https://nginx.org/en/docs/ngx_core_module.html#events"],
  },
  examples: [
    {
      bad: `
http {
#~~~ information: no "events" section in configuration
}
`,
      good: `
events {}

http {
}
`,
    },
  ],

  checkConfig(config, ctx) {
    const { root, rootFile } = config;
    if (config.kind !== "main" || root.hasUnreadInclude || root.named("events").length > 0) return;
    const section = root.entries.find((it) => it.block);
    if (!section) return;
    const lineStart = rootFile.lines.positionAt(section.directive.span.start).character === 0;
    const inFile = section.file === rootFile && lineStart;
    ctx.report({
      file: section.file,
      span: section.directive.name.span,
      message: 'no "events" section in configuration',
      fixes: inFile
        ? [
            {
              title: 'Add an empty "events" block',
              safety: "safe",
              edits: [insertion(section.directive.span.start)],
            },
          ]
        : [],
    });

    function insertion(at: number) {
      const newText = `events {}${rootFile.eol}${rootFile.eol}`;
      return { file: rootFile.path, span: { start: at, end: at }, newText };
    }
  },
};
