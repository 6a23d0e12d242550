/** nginx inside of Markdown and YAML. */
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadGrammar, scopesOf } from "./tokenizer.ts";

/** Grammars of VS Code, where the suite in a real one has been prepared. */
const BUILT_IN = new URL(
  "../vscode/workbench/node_modules/code-server/lib/vscode/extensions/",
  import.meta.url,
);

const YAML_FILES = ["1.0", "1.1", "1.2", "1.3", "embedded"].map((it) => [
  `source.yaml.${it}`,
  new URL(`yaml/syntaxes/yaml-${it}.tmLanguage.json`, BUILT_IN).pathname,
]);

const REAL: Readonly<Record<string, string>> = {
  "text.html.markdown": new URL("markdown-basics/syntaxes/markdown.tmLanguage.json", BUILT_IN)
    .pathname,
  "source.yaml": new URL("yaml/syntaxes/yaml.tmLanguage.json", BUILT_IN).pathname,
  ...Object.fromEntries(YAML_FILES),
};

/** As much of these languages as the injections meet. */
const SMALL: Readonly<Record<string, string>> = {
  "text.html.markdown": JSON.stringify({
    scopeName: "text.html.markdown",
    patterns: [
      {
        begin: "^(`{3,}).*$",
        end: "^\\1$",
        name: "markup.fenced_code.block.markdown",
        patterns: [],
      },
    ],
    repository: {},
  }),
  "source.yaml": JSON.stringify({
    scopeName: "source.yaml",
    patterns: [{ match: "^ *[\\w./-]+(?=:)", name: "entity.name.tag.yaml" }],
    repository: {},
  }),
};

const INJECTED = ["markdown.nginx.codeblock", "yaml.nginx.scalar"];
const HAS_REAL = existsSync(new URL("yaml/", BUILT_IN));
const HOSTS: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ["small grammars", SMALL],
  ...(HAS_REAL ? [["VS Code's grammars", REAL] as const] : []),
];

describe.each(HOSTS)("in %s", (_, others) => {
  /** Each line with a mark: `|` for lines of nginx, a blank for others. */
  async function marked(scope: string, text: string): Promise<string> {
    const grammar = await loadGrammar({ scope, others: { ...others }, injected: INJECTED });
    const lines = text.split("\n");
    return scopesOf(grammar, text)
      .map((columns, index) => {
        const ink = columns.filter((__, column) => /\S/.test(lines[index]?.[column] ?? ""));
        const embedded = ink.filter((it) => it.includes("meta.embedded.block.nginx"));
        expect([0, ink.length], lines[index]).toContain(embedded.length);
        return `${embedded.length > 0 ? "|" : " "}${lines[index]}`;
      })
      .join("\n");
  }

  test("fences of Markdown", async () => {
    const drawn = ` # Title
 \`\`\`nginx
|server {
|  listen 443 ssl; # \`\`\` no end
 \`\`\`
 text
 ~~~nginxconf title="a"
|location ~ "a{2}" {
 ~~~
 \`\`\`sh
 nginx -t
 \`\`\`
 end`;
    expect(await marked("text.html.markdown", drawn.replace(/^./gm, ""))).toBe(drawn);
  });

  test("block scalars of YAML", async () => {
    const drawn = ` kind: ConfigMap
 data:
   nginx.conf: |
|    events {}
 
|    http {
|      # comment: |
|      server { listen 80; }
|    }
   other.conf: |
     server { listen 80; }
   "site.nginx.conf": |-
|    gzip on;
 
|    gunzip on;
   a: 1
   nginx-site.conf: |
|    server { listen 80; }
 metadata:
   annotations:
     nginx.ingress.kubernetes.io/configuration-snippet: |
|      more_set_headers "a: b";
     nginx.ingress.kubernetes.io/rewrite-target: /
     nginx.org/location-snippets: |2 # why
|      proxy_ssl_verify on;
   nginx.conf: >
     folded
 list:
   - name: x
     http-snippets: |
|      gzip on;
     other: y
 end: here`;
    expect(await marked("source.yaml", drawn.replace(/^./gm, ""))).toBe(drawn);
  });
});

test("what is in a fence is read as nginx is", async () => {
  const grammar = await loadGrammar({
    scope: "text.html.markdown",
    others: SMALL,
    injected: INJECTED,
  });
  const scopes = scopesOf(grammar, "```nginx\nssl_protocols TLSv1.2;\n```\n");
  expect(scopes[1]?.[0]?.at(-1)).toBe("support.function.directive.nginx");
  expect(scopes[1]?.[14]?.at(-1)).toBe("constant.language.tls-protocol.nginx");
});
