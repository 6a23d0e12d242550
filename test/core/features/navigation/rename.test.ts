import { expect, test } from "vitest";
import { rename, renameTarget } from "#core";
import { conf } from "../../../harness/fixture.ts";
import { renamed, symbolOf } from "../../../harness/navigation.ts";

test("an upstream, over several files and in quotes", async () => {
  const fixture = conf`
    http {
        upstream pool { server 10.0.0.1; }
        include sites/*.conf;
    }
    #- sites/a.conf
    server { location / { proxy_pass "https://Po$0ol/x"; } }
    #- sites/b.conf
    server { location / { grpc_pass pool; proxy_set_header Host pool; } }
  `;
  expect(await renamed(fixture, "blue.pool")).toBe(conf`
    http {
        upstream blue.pool { server 10.0.0.1; }
        include sites/*.conf;
    }
    #- sites/a.conf
    server { location / { proxy_pass "https://blue.pool/x"; } }
    #- sites/b.conf
    server { location / { grpc_pass blue.pool; proxy_set_header Host pool; } }
  `);
});

test("a variable with its captures, whether the new name is typed with a sigil or not", async () => {
  const fixture = `http { server { location ~ ^/(?<x>.) { return 200 $0\${x}$x$xy; } } }\n`;
  const after = `http { server { location ~ ^/(?<part>.) { return 200 \${part}$part$xy; } } }\n`;
  expect(await renamed(fixture, "part")).toBe(after);
  expect(await renamed(fixture, "$part")).toBe(after);
  expect(await renamed(fixture, `\${part}`)).toBe(after);
});

test("what the cursor is at is offered without its sigil", async () => {
  expect(renameTarget(await symbolOf("http { server { location $0@a { } } }\n"))).toEqual({
    span: { start: 26, end: 27 },
    name: "a",
  });
});

test.each([
  ["http { server { return 200 $ho$0st; } }", '"$host" is a variable of nginx\'s own'],
  ["http { server { set $ar$0gs x; } }", '"$args" is a variable of nginx\'s own'],
  ["http { access_log a com$0bined; }", '"combined" is a log format of nginx\'s own'],
  ["http { js_shared_dict_zone zone=o$0ne:1m; }", 'scripts use the zone "one" by this name'],
  ["http { server { return 200 $no$0ne; } }", 'defines the variable "$none"'],
  ["http { limit_req zone=o$0ne; }", 'defines the zone "one"'],
  ["http { server { set $memcached_$0key x; } }", "memcached_pass reads its key"],
])("%s is refused", async (fixture, reason) => {
  expect(await renamed(`${fixture}\n`, "fresh")).toContain(reason);
});

const VARIABLE = "http { set $o$0ld 1; set $other 1; return 200 $unknown; }\n";
const UPSTREAM =
  "http { upstream o$0ld { } upstream other { } server { location / { proxy_pass http://host; } } }\n";
const ZONE =
  "http { limit_req_zone $uri zone=o$0ld:1m; proxy_cache_path /c keys_zone=other:1m; }\n";
const LOCATION =
  "http { server { location @o$0ld { } location @other { } } server { location @far { } } }\n";

test.each([
  [VARIABLE, "", "the new name is empty"],
  [VARIABLE, "a-b", "it must have only letters, digits and underscores"],
  [VARIABLE, "1a", "not begin with a digit"],
  [VARIABLE, "Other", 'a variable "Other" exists already'],
  [VARIABLE, "unknown", 'a variable "unknown" is used already'],
  [VARIABLE, "request_uri", '"$request_uri" is a variable of nginx\'s own'],
  [VARIABLE, "arg_x", '"$arg_x" is a variable of nginx\'s own'],
  [VARIABLE, "x".repeat(600), "too long for nginx"],
  ["http { server { location ~ (?<o$0ld>a) { } } }\n", "x".repeat(33), "at most 32 characters"],
  [UPSTREAM, "a/b", "it must have only letters"],
  [UPSTREAM, "a b", "it must have only letters"],
  [UPSTREAM, "OTHER", 'an upstream "OTHER" exists already'],
  [UPSTREAM, "host", 'requests are passed to a host "host" already'],
  [ZONE, "a:b", "it must have no white space"],
  [ZONE, "other", 'another shared memory zone is named "other" already'],
  [LOCATION, "a;b", "it must have no white space"],
  [LOCATION, "@other", 'a named location "other" exists already'],
  ["http { log_format o$0ld a; log_format other b; }\n", "Other", "a log format"],
  ["http { log_format o$0ld a; }\n", "combined", 'nginx has a log format "combined"'],
  ["http { proxy_cache_path /c keys_zone=o$0ld:1m; }\n", "off", "a meaning of its own"],
])("%s: not to %s", async (fixture, name, reason) => {
  expect(await renamed(fixture, name)).toContain(reason);
});

test("the name of another server's location is free, and so is another spelling of its own", async () => {
  expect(await renamed(LOCATION, "far")).toContain("location @far { } location @other");
  expect(await renamed(UPSTREAM, "OLD")).toContain("upstream OLD { }");
});

test("what could not be read is told", async () => {
  const whole = rename(await symbolOf("events {}\nhttp { set $$0x 1; }\n"), "y");
  expect(whole).toMatchObject({ unseen: undefined });
  const partial = "events {}\nhttp { include a.conf; include mime.types; set $$0x 1; }\n";
  expect(rename(await symbolOf(partial), "y")).toMatchObject({
    unseen: expect.stringContaining('keeps the old name: "a.conf"'),
  });
  expect(rename(await symbolOf("set $$0x 1;\n"), "y")).toMatchObject({
    unseen: expect.stringContaining("No main file includes this one"),
  });
});
