import { describe, expect, test } from "vitest";
import { applyEdits, type FormatOptions, formatFile } from "#core";
import { conf } from "../../../harness/fixture.ts";
import { fileOf } from "./words.ts";

const KEEP: FormatOptions = { tabSize: 4, insertSpaces: true, align: "keep" };

function formatted(text: string, options: Partial<FormatOptions> = {}): string {
  const result = formatFile(fileOf(text), { ...KEEP, ...options });
  if ("refused" in result) throw new Error(`refused: ${result.message}`);
  return applyEdits(text, result.edits);
}

function refusal(text: string): string {
  const result = formatFile(fileOf(text), KEEP);
  return "refused" in result ? result.refused : "";
}

describe("lines", () => {
  test("each directive has its own, and each level its indentation", () => {
    const text = "http{server\n{listen 80;  root /x ;location / {}}\n}";
    expect(formatted(text)).toBe(conf`
      http {
          server {
              listen 80;
              root /x;
              location / {}
          }
      }
    `);
    expect(formatted(text, { insertSpaces: false })).toContain("\n\t\troot /x;\n");
  });

  test("blank lines stay, two at most, and none at the ends of a block", () => {
    expect(formatted("\n\nuser a;\n\n\n\n\npid b;\n\nhttp {\n\n  a b;\n\n}\n\n\n")).toBe(
      "user a;\n\n\npid b;\n\nhttp {\n    a b;\n}\n",
    );
  });

  test("a block that is empty over two lines stays so", () => {
    expect(formatted("events {\n\n}\nhttp { }\n")).toBe("events {\n}\nhttp {}\n");
  });

  test("line ends are those of the file", () => {
    expect(formatted("http {\r\na b;  \r\n\r\n}\r\n")).toBe("http {\r\n    a b;\r\n}\r\n");
  });

  test("a text without directives, and one that is formatted, have no edits", () => {
    for (const text of ["", " \n\n", "# only\n", "http {\n    a b; # c\n}\n"]) {
      expect(formatFile(fileOf(text), KEEP), JSON.stringify(text)).toEqual({ edits: [] });
    }
  });
});

describe("comments", () => {
  test("stay behind what they follow, also behind braces", () => {
    const text = conf`
      server { # web
      listen 80;# plain
      }   # managed by Certbot
      #   end
    `;
    expect(formatted(text)).toBe(conf`
      server { # web
          listen 80; # plain
      } # managed by Certbot
      #   end
    `);
  });

  test("stay between arguments", () => {
    const text = conf`
      server_name a # first
      # below
      b # last
      ;
    `;
    expect(formatted(text)).toBe(conf`
      server_name a # first
          # below
          b # last
          ;
    `);
  });

  test("stay in their column, with those that go on with them", () => {
    const text = conf`
      a 1;      # one
      bb 22;    # two
                # and more
      c 3;  # three
    `;
    expect(formatted(text)).toBe(conf`
      a 1;      # one
      bb 22;    # two
                # and more
      c 3; # three
    `);
  });
});

describe("columns", () => {
  const ALIGNED = conf`
    sendfile    on;
    tcp_nopush  on;

    gzip        on;
    root  /x;
    proxy_set_header  Host       $host;
    proxy_pass        http://x;
    proxy_set_header  X-Real-IP  $remote_addr;
  `;

  test("are kept where neighbours have one", () => {
    expect(formatted(ALIGNED)).toBe(ALIGNED.replace("root  /x", "root /x"));
  });

  test("are given up on request, but for tables", () => {
    const table = "map $a $b {\n    x       1;\n    longer  2;\n}\n";
    expect(formatted(ALIGNED + table, { align: "never" })).toBe(
      ALIGNED.replace(/ +/g, " ") + table,
    );
  });

  test("are made on request, from one blank line or block to the next", () => {
    const text = "a 1;\nbbb 2;\n\ncc 3;\nhttp {\n    d 4;\n    ee 5;\n}\nffff 6;\n";
    expect(formatted(text, { align: "always" })).toBe(
      "a   1;\nbbb 2;\n\ncc 3;\nhttp {\n    d  4;\n    ee 5;\n}\nffff 6;\n",
    );
  });

  test("that equally long words make by chance are none", () => {
    expect(formatted("log_format  a  'b';\naccess_log  /x  a;\nroot   /x;\n")).toBe(
      "log_format a 'b';\naccess_log /x a;\nroot /x;\n",
    );
    const params = "fastcgi_param  A    $a;\nfastcgi_param  BBB  $b;\n";
    expect(formatted(params)).toBe(params);
  });

  test("made by tabs stay as they are", () => {
    const text = "fastcgi_param\tA\t\t$a;\nfastcgi_param\tLONGER\t$b;\nroot\t/x;\npid  b;\n";
    expect(formatted(text)).toBe(text.replace("pid  b", "pid b"));
  });
});

describe("continued lines", () => {
  test("stay below the word that they stand below", () => {
    const text = conf`
      http {
      log_format  main  '$remote_addr "$request" '
                        '$status';
      }
    `;
    expect(formatted(text)).toBe(conf`
      http {
          log_format main '$remote_addr "$request" '
                          '$status';
      }
    `);
  });

  test("are else one level deeper, and keep their places to each other", () => {
    const text = conf`
      http {
      log_format json escape=json '{'
        '"a": {'
          '"b": "$b"'
        '}'
      '}';
      }
    `;
    expect(formatted(text)).toBe(conf`
      http {
          log_format json escape=json '{'
                '"a": {'
                  '"b": "$b"'
                '}'
              '}';
      }
    `);
  });
});

describe("what stays byte for byte", () => {
  test("strings over several lines, and regular expressions", () => {
    const text = "a {\n    log_format x '{\n  a  \n\t}';\n    location ~ \"^/\\d{3}/  x\" {}\n}\n";
    expect(formatted(text)).toBe(text);
  });

  test("Lua code; only its closing brace moves", () => {
    const text = conf`
      location / {
      content_by_lua_block {
        local t = {  1  } -- }
            ngx.say(t)
      }
      access_by_lua_block {  ngx.exit(  403 )  }
      }
    `;
    expect(formatted(text)).toBe(conf`
      location / {
          content_by_lua_block {
        local t = {  1  } -- }
            ngx.say(t)
          }
          access_by_lua_block {  ngx.exit(  403 )  }
      }
    `);
  });

  test("words that stand together", () => {
    const text = 'if ($a = "b") {\n    return 403;\n}\n';
    expect(formatted(text)).toBe(text);
  });
});

describe("templates", () => {
  test("tags on lines of their own are indented, unless they stand at the margin", () => {
    const text =
      "server {\n{% if tls %}\nlisten {{ port }} ssl;\n  {# why #}\n@EXTRA@\n  @MORE@\n{% endif %}\n}\n";
    expect(formatted(text)).toBe(
      "server {\n{% if tls %}\n    listen {{ port }} ssl;\n    {# why #}\n@EXTRA@\n    @MORE@\n{% endif %}\n}\n",
    );
  });

  test.each([
    "{% if a %}\nuser b;\n{% else %}\nuser c;\n{% endif %}\n",
    "{% if a %}user b;{% endif %}\n",
    "<% if a %>\nuser b;\n<% else %>\nuser c;\n<% end %>\n",
  ])("alternatives are left alone: %j", (text) => {
    expect(refusal(text)).toBe("template");
  });
});

test.each([
  "http {\n a b\n}\n",
  "http {\n",
  "}\n",
  "a 'b;\n",
  "\uFEFFuser a;\n",
  "location ~ ^/\\d{3}/ {\n}\n",
])("a syntax error is refused: %j", (text) => {
  expect(refusal(text)).toBe("syntax");
});

test("a table that is one long line, with tabs and without, becomes lines", () => {
  for (const blank of [" ", "\t"]) {
    const entries = Array.from({ length: 10_000 }, (_, at) => [`/p${at}`, `v${at};`]);
    const text = `map $uri $x {${blank}${entries.map((it) => it.join(" ")).join(blank)}${blank}}\n`;
    const lines = entries.map((it) => `    ${it.join(" ")}`);
    expect(formatted(text)).toBe(`map $uri $x {\n${lines.join("\n")}\n}\n`);
  }
});
