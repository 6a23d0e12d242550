/** Parameters of directives, explained in NGINX's own words where we have none. */
import { expect, test } from "vitest";
import { markdownOf } from "../../harness/hover.ts";

const inHttp = (statement: string) => `events {}\nhttp { ${statement} }\n`;

/** What comes before the facts of the directive. */
async function meaning(fixture: string): Promise<string> {
  const text = await markdownOf(fixture);
  return text.includes("\n\n---\n\n") ? (text.split("\n\n---\n\n")[0] ?? "") : "";
}

test.each([
  ["upstream a { server b:1 max_$0fails=3; }", "**max\\_fails=3**", "unsuccessful attempts"],
  ["upstream a { server b:1 back$0up; }", "**backup**", "backup server"],
  ["proxy_next_upstream http_$0502;", "**http\\_502**", "a response with the code 502"],
  [
    "limit_req_zone $uri zone=a:1m rate=1r/s; limit_req zone=a burst=2 del$0ay=1;",
    "**delay=1**",
    "a limit\nat which excessive requests become delayed",
  ],
  ["log_format a esc$0ape=json b;", "**escape=json**", "characters escaping"],
])("%s", async (statement, name, text) => {
  const told = await meaning(inHttp(statement));
  expect(told.startsWith(`${name}\n\n`)).toBe(true);
  expect(told).toContain(text);
});

test("an item of a list is told without its neighbours", async () => {
  const told = await meaning(inHttp("upstream a { server b:1 wei$0ght=5; }"));
  expect(told).toBe("**weight=5**\n\nsets the weight of the server, by default, 1.");
});

test("words of our own come first, and what nobody explains has no meaning", async () => {
  expect(await meaning(inHttp("server { listen 443 reuse$0port; }"))).toBe(
    "`reuseport`: A socket of its own for each worker process (`SO_REUSEPORT`).",
  );
  expect(await meaning(inHttp("upstream a { server b.exam$0ple:1; }"))).toBe("");
  expect(await meaning(inHttp("auth_basic clo$0sed;"))).toBe("");
});

test("the key of a zone tells of the zone, that of a session cache what it is", async () => {
  const zone = "limit_req_zone $uri zone=a:1m rate=1r/s; server { limit_req zo$0ne=a; }";
  expect(await markdownOf(inHttp(zone))).toContain("**Shared memory zone** `a`");
  expect(await meaning(inHttp("ssl_session_cache sha$0red:b:1m;"))).toContain("worker processes");
});

test("the own words of blocks with entries", async () => {
  const told = await markdownOf(inHttp("map $uri $a { def$0ault 1; }"));
  expect(told).toContain("**default**\n\nsets the resulting value");
  expect(await markdownOf(inHttp("map $uri $a { hostn$0ames; }"))).toContain("**hostnames**");
  expect(await markdownOf(inHttp("map $uri $a { /x$0 1; }"))).toBe("");
  expect(await markdownOf(inHttp("geo $a { ran$0ges; }"))).toContain("**ranges**");
});

test("a pattern of an include tells its files in nginx's order, and that there is none", async () => {
  const files = "#- conf.d/b.conf\ngzip on;\n#- conf.d/a.conf\ngzip_vary on;\n";
  expect(await meaning(`events {}\nhttp { include conf.d/$0*.conf; }\n${files}`)).toBe(
    "**Stands for** 2 files, in this order:\n\n- [`a.conf`](a.conf#L1)\n- [`b.conf`](b.conf#L1)",
  );
  expect(await meaning(`events {}\nhttp { inc$0lude conf.d/*.conf; }\n${files}`)).toContain(
    "2 files",
  );
  expect(await meaning(`events {}\nhttp { include conf.d/$0a.conf; }\n${files}`)).toBe("");
  expect(await meaning("events {}\nhttp { include none/$0*.conf; }\n")).toBe(
    "No file here matches.",
  );
  expect(await meaning("events {}\nhttp { include no$0ne.conf; }\n")).toContain("no such file");
});
