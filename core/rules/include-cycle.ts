import type { Config } from "../config/config.ts";
import { type Cycle, findCycles } from "../config/include-graph.ts";
import { baseName, isAbsolute } from "../config/paths.ts";
import { onNginxLine } from "./shared/nginx-line.ts";
import type { RelatedPlace, Rule } from "./shared/rule.ts";

export const includeCycle: Rule = {
  id: "include-cycle",
  severity: "error",
  docs: {
    summary: "A file includes itself, directly or through others",
    why: `
nginx reads an included file where its \`include\` stands, with the including file still open. A file that leads back to
itself is opened again and again until the process may open no more: \`open() "…" failed (24: Too many open files)\`.
A pattern such as \`*.conf\` may match the file that it stands in. Then the finding is a warning: once no more files can
be opened, the pattern matches nothing and nginx may go on, with everything in the file read hundreds of times.`,
    references: ["https://nginx.org/en/docs/ngx_core_module.html#include"],
  },
  examples: [
    {
      bad: `
http {
    include conf.d/all.conf;
}
#- conf.d/all.conf
include conf.d/*.conf;
#       ~~~~~~~~~~~~~ warning: "all.conf" includes itself until no more files can be opened
`,
      good: `
http {
    include conf.d/all.conf;
}
#- conf.d/all.conf
include conf.d/sites/*.conf;
`,
    },
    {
      bad: `
http {
    include tls.conf;
}
#- tls.conf
ssl_protocols TLSv1.2 TLSv1.3;
include tls.conf;
#       ~~~~~~~~ error: open() "/etc/nginx/tls.conf" failed (24: Too many open files)
`,
      good: `
http {
    include tls.conf;
}
#- tls.conf
ssl_protocols TLSv1.2 TLSv1.3;
`,
    },
  ],

  checkConfig(config, ctx) {
    for (const cycle of findCycles(config)) {
      const located = config.root
        .everywhere("include")
        .find((it) => it.directive === cycle.include);
      const [word] = cycle.include.args;
      if (!located || !word || !isCertain(cycle, config)) continue;
      const place = onNginxLine(located, word);
      ctx.report({
        file: cycle.file,
        span: place.span,
        message: cycle.hasPattern
          ? `"${baseName(cycle.path)}" includes itself until no more files can be opened`
          : `open() "${cycle.path}" failed (24: Too many open files)`,
        ...(cycle.hasPattern && { severity: "warning" }),
        related: [...place.related, ...wayBack(cycle, config)],
      });
    }
  },
};

/** Relative names of a fragment count from a folder that is not known. */
function isCertain({ include }: Cycle, config: Config): boolean {
  return config.kind === "main" || isAbsolute(include.args[0]?.text ?? "");
}

/** The file that is read again, where it includes the one with the finding. */
function wayBack({ file, path }: Cycle, config: Config): RelatedPlace[] {
  const again = config.files.get(path);
  if (!again || again === file) return [];
  const way = again.includes.find((it) => config.includes.get(it)?.files.includes(file.path));
  const span = way?.args[0]?.span;
  return span ? [{ file: again, span, message: `"${baseName(file.path)}" is included here` }] : [];
}
