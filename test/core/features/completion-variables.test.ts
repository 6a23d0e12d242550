/** What variables are compared with and lead to, and where nothing but a variable makes sense. */
import { expect, test } from "vitest";
import { completeAt, labelsAt } from "../../harness/completion.ts";
import { conf } from "../../harness/fixture.ts";

const inServer = (text: string) => `http {\n  server {\n    ${text}\n  }\n}\n`;

test("a condition: operators, then what the variable may be", async () => {
  expect(await labelsAt(inServer("if ($scheme $0) { }"))).toEqual([
    ...["=", "!=", "~", "~*", "!~", "!~*"],
  ]);
  const verified = await completeAt(inServer("if ($ssl_client_verify != $0) { }"));
  expect(verified.labels).toEqual(["SUCCESS", "NONE"]);
  expect(verified.taken("SUCCESS", "replace")).toContain("if ($ssl_client_verify != SUCCESS) { }");
  expect(await labelsAt(inServer("if ($request_uri = $0) { }"))).toEqual([]);
  expect(await labelsAt(inServer("if ($scheme ~ $0) { }"))).toEqual([]);
});

test("keys of a map by its variable, those that are not there yet", async () => {
  const { labels, taken } = await completeAt(
    "http {\n  map $ssl_client_verify $ok {\n    NONE 0;\n    $0\n  }\n}",
  );
  expect(labels).toEqual(expect.arrayContaining(["default", "SUCCESS", "~^FAILED"]));
  expect(labels).not.toContain("NONE");
  expect(taken("SUCCESS")).toContain("    SUCCESS\n");
  const names = await labelsAt(conf`
    http {
        map $ssl_server_name $cert { $0 }
        server { server_name a.example *.b.example; }
    }
  `);
  expect(names).toContain("a.example");
  expect(names).not.toContain("*.b.example");
});

test("upstream groups where a variable is the host of a pass", async () => {
  const text = (value: string) => conf`
    http {
        upstream blue { server 10.0.0.1; }
        upstream green { server 10.0.0.2; }
        map $host $pool { default ${value}; }
        server { location / { proxy_pass https://$pool/x; } }
    }
    stream { upstream db { server 10.0.0.3:1; } }
  `;
  expect(await labelsAt(text("$0"))).toEqual(["blue", "green"]);
  expect(await labelsAt(text("$0").replace("$pool/x", "$other"))).toEqual([]);
  const set = "upstream a { server b; } server { set $p $0; location / { proxy_pass http://$p; } }";
  expect(await labelsAt(`http { ${set} }`)).toEqual(["a"]);
});

test.each([
  ["http { map $0 $x { } }", "$ssl_protocol"],
  ["http { split_clients $0 $x { } }", "$remote_addr"],
  ["http { limit_req_zone $0 zone=a:1m rate=1r/s; }", "$binary_remote_addr"],
  ["http { upstream a { hash $0; } }", "$request_uri"],
  ["stream { map $0 $x { } }", "$ssl_preread_server_name"],
  ["http { proxy_cache_bypass $0; }", "$http_pragma"],
])("a variable where nothing else stands: %s", async (text, expected) => {
  const { labels, taken } = await completeAt(text);
  const label = labels.find((it) => it === expected) ?? "$http_";
  expect(taken(label)).toContain(label);
  expect(labels.every((it) => it.startsWith("$") || it === "consistent")).toBe(true);
});
