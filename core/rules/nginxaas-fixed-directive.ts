import { removeDirective } from "./shared/edits.ts";
import { AZURE_DOCS, GOOGLE_DOCS, serviceOf } from "./shared/nginxaas.ts";
import type { Rule } from "./shared/rule.ts";

export const nginxaasFixedDirective: Rule = {
  id: "nginxaas-fixed-directive",
  severity: "information",
  docs: {
    summary: "NGINXaaS sets this directive itself, whatever the configuration says",
    why: `
F5 NGINXaaS gives \`user\`, \`worker_processes\`, \`worker_connections\`, \`pid\`, \`daemon\`, \`master_process\` and
\`worker_cpu_affinity\` values of its own, on AWS and Google Cloud \`worker_rlimit_nofile\` too. What the configuration says
has no effect, so that whoever reads it is misled: capacity is a matter of the plan.`,
    references: [AZURE_DOCS, GOOGLE_DOCS],
  },
  examples: [
    {
      settings: { platform: "nginxaas-azure" },
      bad: `
worker_processes 4;
#~~~~~~~~~~~~~~~ information: "worker_processes" has no effect: NGINXaaS for Azure sets it itself
http {
}
`,
      good: `
http {
}
`,
    },
  ],

  checkConfig(config, ctx) {
    const service = serviceOf(config);
    if (!service) return;
    for (const name of service.fixed) {
      for (const located of config.root.everywhere(name)) {
        if (!/^(main|events)$/.test(located.scope.place)) continue;
        ctx.report({
          file: located.file,
          span: located.directive.name.span,
          message: `"${name}" has no effect: ${service.name} sets it itself`,
          docs: service.docs,
          tags: ["unnecessary"],
          fixes: [{ title: `Delete "${name}"`, safety: "safe", edits: [removeDirective(located)] }],
        });
      }
    }
  },
};
