import { describe, expect, test } from "vitest";
import { readTemplate } from "../../../core/syntax/template.ts";
import { conf } from "../../harness/fixture.ts";
import { PARSER } from "../../harness/parser.ts";

/** The masked text with its runs of filler and blanks made short. */
function masked(text: string): string {
  const template = readTemplate(text);
  if (!template) return text;
  expect(template.masked.length).toBe(text.length);
  expect(template.masked.match(/\n/g)?.length).toBe(text.match(/\n/g)?.length);
  return template.masked
    .split("\n")
    .map((line) => line.trimEnd().replace(/x{4,}/g, "X"))
    .join("\n");
}

function words(text: string): string[][] {
  const { directives, errors } = PARSER.parse(text);
  expect(errors).toEqual([]);
  return directives.map((it) => [it.name.raw, ...it.args.map((word) => word.raw)]);
}

describe("values", () => {
  test.each([
    ["listen {{ port }};", ["listen", "{{ port }}"]],
    [
      "listen {{ host }}:{{ port | default(80) }} ssl;",
      ["listen", "{{ host }}:{{ port | default(80) }}", "ssl"],
    ],
    ["server_name {{.Host}};", ["server_name", "{{.Host}}"]],
    ['root "{{ lookup("env", "ROOT") }}";', ["root", '"{{ lookup("env", "ROOT") }}"']],
    ["root <%= @root %>;", ["root", "<%= @root %>"]],
    ["root {{{ root }}};", ["root", "{{{ root }}}"]],
    ["{{ name }} on;", ["{{ name }}", "on"]],
    ["root \u0024{ROOT};", ["root", "\u0024{ROOT}"]],
    ["root @ROOT@;", ["root", "@ROOT@"]],
    ["root __ROOT__;", ["root", "__ROOT__"]],
  ])("%s is one directive", (text, expected) => {
    expect(words(text)).toEqual([expected]);
  });

  test("a word keeps its span and its text", () => {
    const text = "listen {{ port }};";
    const word = PARSER.parse(text).directives[0]?.args[0];
    expect(word).toMatchObject({ text: "{{ port }}", quote: "", span: { start: 7, end: 17 } });
  });

  test("alone on a line, it stands for any number of directives", () => {
    const text = conf`
      {{ head }}
      http {
          {{ extra | indent(4) }}
          root /x; # here
          ${"$"}{MORE}
          @MORE@
          include
              {{ file }};
          {{ last }} }
    `;
    expect(masked(text)).toBe(conf`

      http {

          root /x; # here


          include
              X;
                     }
    `);
    expect(readTemplate(text)?.insertions).toHaveLength(5);
    expect(words(text)).toEqual([["http"]]);
  });
});

describe("conditions and loops", () => {
  test.each([
    [
      "Jinja",
      `{% if tls -%}
listen 443 ssl;
{%- elif old %}
listen 80 {
{% else %}
listen 81;
{% endif %}
root /x;
`,
    ],
    [
      "Go",
      "{{ if .TLS }}\nlisten 443 ssl;\n{{- else if .Old }}\na {\n{{ else }}\n;\n{{ end }}\nroot /x;\n",
    ],
    ["Handlebars", "{{#if tls}}\nlisten 443 ssl;\n{{else}}\na {\n{{^}}\n;\n{{/if}}\nroot /x;\n"],
    [
      "ERB",
      "<% if @tls %>\nlisten 443 ssl;\n<% elsif x -%>\na {\n<%- else -%>\n;\n<% end %>\nroot /x;\n",
    ],
    ["EJS", "<% if (tls) { %>\nlisten 443 ssl;\n<% } else { %>\na {\n;\n<% } %>\nroot /x;\n"],
    [
      "Liquid",
      "{% case x %}\n{% when 1 %}\nlisten 443 ssl;\n{% when 2 %}\na {\n{% endcase %}\nroot /x;\n",
    ],
  ])("%s: the first branch counts", (_, text) => {
    expect(words(text)).toEqual([
      ["listen", "443", "ssl"],
      ["root", "/x"],
    ]);
    expect(readTemplate(text)?.conditionals).toHaveLength(1);
  });

  test.each([
    ["{% for it in all %}\nserver {{ it }};\n{% endfor %}"],
    ["{{ range .All }}\nserver {{ . }};\n{{ end }}"],
    ["{{#each all}}\nserver {{ this }};\n{{/each}}"],
    ["<% all.each do |it| -%>\nserver <%= it %>;\n<% end -%>"],
    ["<% all.forEach((it) => { %>\nserver <%= it %>;\n<% }) %>"],
    ["{{#all}}\nserver {{ . }};\n{{/all}}"],
  ])("a loop runs once: %s", (text) => {
    expect(words(text).map(([name]) => name)).toEqual(["server"]);
  });

  test("what opens a block in each branch opens one", () => {
    const text = "{% if x %}\nlocation / {\n{% else %}\nlocation /y {\n{% endif %}\nroot /x;\n}\n";
    expect(words(text)).toEqual([["location", "/"]]);
  });

  test("within a line, and within a word", () => {
    expect(words("listen {% if tls %}443 ssl{% else %}80{% endif %};")).toEqual([
      ["listen", "443", "ssl"],
    ]);
    const text = "proxy_pass http{% if tls %}s{% endif %}://a;";
    expect(words(text)).toEqual([["proxy_pass", "http{% if tls %}s{% endif %}://a"]]);
    expect(words("a b{% if x %} c{% endif %};")).toEqual([["a", "b", "c"]]);
  });

  test("the body of a macro stands nowhere; a comment and an assignment leave no trace", () => {
    const text = conf`
      {# a } comment #}
      {% macro site(name) %}
      server {
      {% endmacro %}
      {% set port = 80 %}
      {{/* and { another */}}
      {{ $x := 1 }}
      <%# } %>
      listen 80;
      {% include "more.conf" %}
    `;
    expect(words(text)).toEqual([["listen", "80"]]);
    expect(readTemplate(text)?.insertions).toHaveLength(1);
  });
});

describe("errors", () => {
  test("away from tags are reported", () => {
    const { errors } = PARSER.parse("{{ head }}\nhttp {\n  root /x\n}\n");
    expect(errors.map((it) => it.kind)).toEqual(["directive-not-terminated"]);
  });

  test("beside a tag, and of braces that a condition may balance, are not", () => {
    expect(PARSER.parse("root {{ root }}\nlisten 80;\n").errors).toEqual([]);
    expect(PARSER.parse("http {\n{% if x %}\n}\n{% endif %}\n}\n").errors).toEqual([]);
    expect(PARSER.parse("http {\n{% if x %}\nserver {\n{% endif %}\n}\n").errors).toEqual([]);
  });
});

test.each([
  "content_by_lua_block { local t = {{1,2},{3,{4}}} return {#t} }\n",
  'log_format j \'{{"a": "$b"}}\';\n',
  "location ~ ^/a(?<x>.*)$ { }\n",
  "map $x $y { ~*^\\{% a; }\n",
])("%s is no template, or reads the same", (text) => {
  const template = readTemplate(text);
  const plain = words(text);
  expect(plain).toHaveLength(1);
  expect(template?.insertions ?? []).toEqual([]);
});

test("an open document is read again as its tags come and go", () => {
  const steps = [
    "http {\n  {{ x\n}\n",
    "http {\n  {{ x }}\n}\n",
    "http {\n  {% if x %}\n  root /a;\n  {% else %}\n}\n",
    "http {\n  {% if x %}\n  root /a;\n  {% else %}\n  root /b;\n  {% endif %}\n}\n",
    "http {\n  root /a;\n}\n",
  ];
  const open = PARSER.open("");
  for (const text of steps) {
    open.update(text);
    expect(open.tree).toEqual(PARSER.parse(text));
  }
  open.dispose();
});

test("tags without end, and ends without tags, are read to the end", () => {
  for (const text of [
    "{% if x %}{% else %}\nroot /x;\n",
    "{% endif %}\nroot /x;",
    "{{ end }} {% else %}",
    "<% end %>",
  ]) {
    expect(readTemplate(text)?.masked.length).toBe(text.length);
  }
});

test.each(["\n", "\n\n", "\n# a comment\n"])("a value stands alone below %j", (above) => {
  const text = `${above}{{ x }}\nroot /x;\n`;
  expect(readTemplate(text)?.insertions).toEqual([above.length]);
});

test("comments and values may go over several lines, with braces in comments", () => {
  const texts = [
    "{{/* one\n   two {{ x }} */}}\nroot /x;",
    '{{- /* 0 => "= ", {-,_} */ -}}\nroot /x;',
    "{{!-- one\n {{x}} two --}}\nroot /x;",
    '{% set a = 1 %}\nroot {{ "/x"\n  if a else "/y" }};',
  ];
  for (const text of texts) {
    expect(words(text).map(([name]) => name)).toEqual(["root"]);
  }
});
