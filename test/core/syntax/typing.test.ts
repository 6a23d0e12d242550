/** Every single slip in a whole file: one error, and no directive lost. */
import { describe, expect, test } from "vitest";
import { applyEdits } from "#core";
import { conf } from "../../harness/fixture.ts";
import { PARSER } from "../../harness/parser.ts";
import { errors, outline } from "./show.ts";

const CONFIG = conf`
  user nginx;
  events {
      worker_connections 1024;
  }

  http {
      log_format main '$remote_addr - $remote_user [$time_local] '
                      '"$request" $status';
      map $uri $name {
          default  a;
          ~^/b     b;
      }
      upstream backend {
          server 127.0.0.1:8001 weight=2;
          server 127.0.0.1:8002;
          keepalive 16;
      }
      # the first server
      server {
          listen 80;
          return 301 https://$host$request_uri;
      }

      server {
          listen 443 ssl;
          ssl_certificate     /etc/ssl/a.crt;
          ssl_certificate_key /etc/ssl/a.key;
          ssl_protocols       TLSv1.2 TLSv1.3;
          proxy_set_header    Host $host;

          location / {
              proxy_pass https://backend;
              if ($request_method = POST) {
                  return 405;
              }
              proxy_ssl_verify on;
          }
          location /static/ {
              expires 1d;
              add_header X-Kind "static file" always;
          }
      }
  }
`;

const LINES = CONFIG.split("\n");
const OUTLINE = outline(CONFIG);

/** What is missing is not of interest here: only which directives there are, and where. */
function bare(lines: readonly string[]): string[] {
  return lines.map((it) => it.replace(/ (\{\}|\{<no \}>|<no ;>)$/, ""));
}

function replaceLine(at: number, ...lines: string[]): string {
  return LINES.toSpliced(at, 1, ...lines).join("\n");
}

function linesThat(pattern: RegExp): { at: number; line: string }[] {
  return LINES.map((line, at) => ({ at, line })).filter((it) => pattern.test(it.line));
}

test("the file itself has no error", () => {
  expect(errors(CONFIG)).toEqual([]);
});

describe("without the semicolon of", () => {
  test.each(linesThat(/;$/))("line $at: $line", ({ at, line }) => {
    const text = replaceLine(at, line.slice(0, -1));
    expect(errors(text)).toHaveLength(1);
    expect(bare(outline(text))).toEqual(bare(OUTLINE));
    const fix = PARSER.parse(text).errors[0]?.fix;
    expect(applyEdits(text, fix?.edits ?? [])).toBe(CONFIG);
  });
});

describe("without the closing brace of", () => {
  test.each(linesThat(/\}$/))("line $at", ({ at }) => {
    const text = replaceLine(at);
    expect(errors(text)).toHaveLength(1);
    expect(bare(outline(text))).toEqual(bare(OUTLINE));
    const fix = PARSER.parse(text).errors[0]?.fix;
    expect(applyEdits(text, fix?.edits ?? [])).toBe(CONFIG);
  });
});

describe("without the opening brace of", () => {
  test.each(linesThat(/ \{$/))("line $at: $line", ({ at, line }) => {
    const text = replaceLine(at, line.slice(0, -2));
    expect(errors(text)).toHaveLength(1);
    expect(bare(outline(text))).toEqual(bare(OUTLINE));
    const fix = PARSER.parse(text).errors[0]?.fix;
    expect(applyEdits(text, fix?.edits ?? [])).toBe(CONFIG);
  });
});

/** Places where a line can be added, with the indentation of what follows. */
const GAPS = LINES.map((line, at) => ({ at, line, indent: /^ */.exec(line)?.[0] ?? "" })).filter(
  ({ line }) => line !== "" && !/^ *('|default|~)/.test(line),
);

describe.each(["proxy_ss", "location"])("with a half-typed %s", (word) => {
  // In a fragment, `location events {` at the top is no error.
  const gaps = GAPS.filter(({ indent }) => word !== "location" || indent !== "");
  test.each(gaps)("before line $at: $line", ({ at, line, indent }) => {
    const deeper = line.trim() === "}" ? `${indent}    ` : indent;
    const text = replaceLine(at, `${deeper}${word}`, line);
    expect(errors(text)).toHaveLength(1);
    expect(bare(outline(text)).filter((it) => it.trim() !== word)).toEqual(bare(OUTLINE));
  });
});

describe.each(['add_header X "abc', "add_header X 'abc;", 'add_header X "'])(
  "with an unclosed %s",
  (typed) => {
    test.each(GAPS)("before line $at: $line", ({ at, line, indent }) => {
      const deeper = line.trim() === "}" ? `${indent}    ` : indent;
      const text = replaceLine(at, `${deeper}${typed}`, line);
      expect(errors(text)).toHaveLength(1);
      expect(errors(text)[0]).toContain("string-not-closed");
      const others = bare(outline(text)).filter((it) => !/^ *add_header X( |$)/.test(it));
      expect(others).toEqual(bare(OUTLINE));
    });
  },
);
