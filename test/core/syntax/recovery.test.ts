/** Half-written texts: one error near the place, and everything around it still understood. */
import { describe, expect, test } from "vitest";
import { conf } from "../../harness/fixture.ts";
import { errors, outline } from "./show.ts";

describe("a missing semicolon", () => {
  test("before a directive on the next line", () => {
    const text = conf`
      server {
          listen 80
          root /a;
          index b;
      }
    `;
    expect(errors(text)).toEqual([
      '3 directive-not-terminated: invalid parameter "root": ";" is missing',
    ]);
    expect(outline(text)).toEqual(["server {}", "  listen 80 <no ;>", "  root /a", "  index b"]);
  });

  test("before a block", () => {
    const text = conf`
      server {
          server_name a b
          location / {
              return 200;
          }
      }
    `;
    expect(errors(text)).toEqual([
      '3 directive-not-terminated: directive "server_name" is not terminated by ";"',
    ]);
    expect(outline(text)).toEqual([
      "server {}",
      "  server_name a b <no ;>",
      "  location / {}",
      "    return 200",
    ]);
  });

  test("twice in a row costs two errors", () => {
    const text = "root /a\nsendfile on\ngzip on;\n";
    expect(errors(text).length).toBe(2);
    expect(outline(text)).toEqual(["root /a <no ;>", "sendfile on <no ;>", "gzip on"]);
  });

  test("of an upstream's server", () => {
    const text = conf`
      upstream u {
          server 127.0.0.1:1 weight=2
          server 127.0.0.1:2;
          keepalive 4;
      }
    `;
    expect(errors(text)).toHaveLength(1);
    expect(outline(text)[1]).toBe("  server 127.0.0.1:1 weight=2 <no ;>");
    expect(outline(text)[2]).toBe("  server 127.0.0.1:2");
  });

  test("in a map", () => {
    const text = "map $uri $x {\n  default 0\n  /a 1;\n  /b 2;\n}\n";
    expect(errors(text)).toEqual([
      '3 directive-not-terminated: invalid number of the map parameters: ";" is missing',
    ]);
    expect(outline(text)).toEqual(["map $uri $x {}", "  default 0 <no ;>", "  /a 1", "  /b 2"]);
  });

  test("swallowed by a comment", () => {
    const text = "server {\n  root /a # ;\n  listen 80;\n}\n";
    expect(errors(text)).toEqual([
      '3 directive-not-terminated: invalid number of arguments in "root" directive: ";" is missing',
    ]);
  });

  test.each([
    ["more names of a server", "server {\n  server_name a\n  root /x;\n}"],
    ["deeper arguments", "server {\n  error_page 500\n    root\n    /x;\n}"],
    ["the words of another module's block", "foo {\n  root /a\n  index b c d;\n}"],
    ["parameters of listen", "server {\n  listen 443\n  ssl\n  http2;\n}"],
  ])("is not seen in %s, which nginx accepts", (_, text) => {
    expect(errors(text)).toEqual([]);
  });
});

describe("a half-typed word", () => {
  test.each(["prox", "location", "listen", "proxy_pass"])("%j between two directives", (word) => {
    const text = conf`
      server {
          root /a;
          ${word}
          ssl_protocols TLSv1.2;
          location / {
              return 200;
          }
      }
    `;
    expect(errors(text)).toHaveLength(1);
    expect(errors(text)[0]).toMatch(/^4 /);
    expect(outline(text)).toEqual([
      "server {}",
      "  root /a",
      `  ${word} <no ;>`,
      "  ssl_protocols TLSv1.2",
      "  location / {}",
      "    return 200",
    ]);
  });

  test("at the end of a block", () => {
    const text = "http {\n  server {\n    prox\n  }\n  server {\n  }\n}\n";
    expect(errors(text)).toEqual(['4 directive-not-terminated: unexpected "}"']);
    expect(outline(text)).toEqual(["http {}", "  server {}", "    prox <no ;>", "  server {}"]);
  });

  test("before a block", () => {
    const text = "http {\n  ser\n  server {\n    listen 80;\n  }\n}\n";
    expect(errors(text)).toHaveLength(1);
    expect(outline(text)).toEqual(["http {}", "  ser <no ;>", "  server {}", "    listen 80"]);
  });
});

describe("an opening brace", () => {
  test("that is missing", () => {
    const text = conf`
      http {
          server
              listen 80;
              location / { root /a; }
          }
          server { listen 81; }
      }
    `;
    expect(errors(text)).toEqual(['3 block-not-opened: directive "server" has no opening "{"']);
    expect(outline(text)).toEqual([
      "http {}",
      "  server {}",
      "    listen 80",
      "    location / {}",
      "      root /a",
      "  server {}",
      "    listen 81",
    ]);
  });

  test("that is missing before another block", () => {
    const text = "http\n  server {\n    listen 80;\n  }\n}\n";
    expect(errors(text)).toEqual([
      '2 block-not-opened: invalid number of arguments in "http" directive: "{" is missing',
    ]);
    expect(outline(text)).toEqual(["http {}", "  server {}", "    listen 80"]);
  });

  test("written as a semicolon", () => {
    const text = "http {\n  server;\n    listen 80;\n  }\n}\n";
    expect(errors(text)).toEqual(['2 block-not-opened: directive "server" has no opening "{"']);
    expect(outline(text)).toEqual(["http {}", "  server {}", "    listen 80"]);
  });

  test("in place of a semicolon", () => {
    const text = "server {\n  root /a {\n  listen 80;\n  location / { }\n}\n";
    expect(errors(text)).toEqual([
      '2 directive-not-terminated: directive "root" is not terminated by ";"',
    ]);
    expect(outline(text)).toEqual([
      "server {}",
      "  root /a <no ;>",
      "  listen 80",
      "  location / {}",
    ]);
  });

  test("of a regular expression without quotes", () => {
    const text = "server {\n  location ~ ^/[a-z]{2}/(\\d{1,3})$ {\n    return 200;\n  }\n}\n";
    expect(errors(text)).toHaveLength(1);
    expect(outline(text)).toEqual([
      "server {}",
      "  location ~ ^/[a-z]{2}/(\\d{1,3})$ {}",
      "    return 200",
    ]);
  });
});

describe("an unclosed quote", () => {
  test.each([
    ["that nothing closes", "add_header X 'abc;", "X abc"],
    ["that another one closes", 'add_header X "abc;', "X abc"],
    ["just typed", 'add_header X "', "X "],
    ["just typed, with words after it", 'add_header X "a b', "X a b"],
  ])("%s", (_, line, words) => {
    const text = conf`
      server {
          root /a;
          ${line}
          add_header Y "def";
          location / {
              add_header Z "ghi" always;
          }
      }
    `;
    expect(errors(text)).toHaveLength(1);
    expect(errors(text)[0]).toContain("string-not-closed");
    expect(outline(text).map((it) => it.replace(" <no ;>", ""))).toEqual([
      "server {}",
      "  root /a",
      `  add_header ${words}`,
      "  add_header Y def",
      "  location / {}",
      "    add_header Z ghi always",
    ]);
  });

  test("before the brace of its block", () => {
    const text = 'server {\n  if ($a = "x) {\n    return 200 "y";\n  }\n  root /a;\n}\n';
    expect(errors(text)).toEqual(['3 string-not-closed: unexpected "y"']);
    expect(outline(text)).toEqual([
      "server {}",
      "  if ($a = x) {}",
      "    return 200 y",
      "  root /a",
    ]);
  });

  test("at the start of a directive", () => {
    const text = 'server {\n  "root /a;\n  listen 80;\n}\n';
    expect(errors(text)).toHaveLength(1);
    expect(outline(text)).toEqual(["server {}", "  root /a", "  listen 80"]);
  });
});

test("a brace glued to a word closes the block if one is missing", () => {
  const text = "server {\n  location / { return 200}\n  root /a;\n}\n";
  expect(errors(text)).toEqual([
    '3 directive-not-terminated: invalid number of arguments in "return" directive: ";" is missing',
  ]);
  expect(outline(text)).toEqual([
    "server {}",
    "  location / {}",
    "    return 200 <no ;>",
    "  root /a",
  ]);
  expect(outline("server { listen 80}\n")).toEqual(["server {}", "  listen 80 <no ;>"]);
});

test("a byte order mark does not hide the first directive", () => {
  expect(outline("\ufeffevents { }")).toEqual(["events {}"]);
});
