import { expect, test } from "vitest";
import { signaturesOf } from "../../../core/features/signature/form.ts";
import { type SignatureAnswer, signatureAt } from "../../../core/features/signature/signature.ts";
import { allDirectives } from "../../../core/knowledge/directives.ts";
import { syntaxOf } from "../../../core/knowledge/syntax.ts";
import { openFixture } from "../../harness/feature.ts";
import { REFERENCE } from "../../harness/reference.ts";

async function answerOf(fixture: string): Promise<SignatureAnswer | undefined> {
  const { configs, file, cursor } = await openFixture(fixture);
  return signatureAt({ configs, file, offset: cursor.offset, documentation: REFERENCE });
}

/** The label of the signature that fits best, with its active parameter between `«` and `»`. */
async function signatureOf(fixture: string): Promise<string | undefined> {
  const answer = await answerOf(fixture);
  const signature = answer?.signatures[answer.active];
  if (!signature) return undefined;
  const { label, parameters, active } = signature;
  const [start, end] = (active === undefined ? undefined : parameters[active]) ?? [-1, -1];
  if (start < 0) return label;
  return `${label.slice(0, start)}«${label.slice(start, end)}»${label.slice(end)}`;
}

/** A statement without its `;`, with other directives behind it. */
function server(statement: string): string {
  return `events {}\nhttp {\n  server {\n    ${statement}\n    root /x;\n  }\n}\n`;
}

test.each([
  ["proxy_ssl_verify $0", "proxy_ssl_verify «on | off»;"],
  ["proxy_ssl_verify o$0n;", "proxy_ssl_verify «on | off»;"],
  ["add_header $0", "add_header «<name>» <value> [always];"],
  ["add_header X-A $0", "add_header <name> «<value>» [always];"],
  ["add_header X-A b $0;", "add_header <name> <value> «[always]»;"],
  ["add_header X-A 'b c; d' $0;", "add_header <name> <value> «[always]»;"],
  ["add_header X-A b always $0;", "add_header <name> <value> [always];"],
  [
    "ssl_session_cache shared:SSL:10m $0",
    "ssl_session_cache «[builtin[:<size>]]» [shared:<name>:<size>];",
  ],
  ["ssl_session_cache of$0;", "ssl_session_cache «off»;"],
  ["error_page 404 $0", "error_page «<code> …» [=[<response>]] <uri>;"],
  ["server_name a.example.com $0;", "server_name «<name> …»;"],
  [
    "ssl_protocols TLSv1.2 TLSv1.$03",
    "ssl_protocols [SSLv2] [SSLv3] [TLSv1] [TLSv1.1] [TLSv1.2] «[TLSv1.3]»;",
  ],
  [
    "ssl_certificate_cache max=10 va$0",
    "ssl_certificate_cache max=<N> [inactive=<time>] «[valid=<time>]»;",
  ],
  ["limit_req burst=5 $0", "limit_req «zone=<name>» [burst=<number>] [nodelay | delay=<number>];"],
  [
    "limit_req zone=a nod$0",
    "limit_req zone=<name> [burst=<number>] «[nodelay | delay=<number>]»;",
  ],
  ["location = $0", "location [ = | ~ | ~* | ^~ ] «<uri>» { … }"],
  ["location @ba$0 {}", "location «@<name>» { … }"],
  ["return 301 $0;", "return <code> «[<text>]»;"],
])("%s", async (statement, expected) => {
  expect(await signatureOf(server(statement))).toBe(expected);
});

test("the forms of a directive depend on its place, across includes", async () => {
  const text = "events {}\nstream { server { include s.conf; } }\n#- s.conf\n";
  expect(await signatureOf(`${text}proxy_pass $0`)).toBe("proxy_pass «<address>»;");
  expect(await signatureOf("events {}\nhttp { upstream u { server $0 } }")).toBe(
    "server «<address>» [<parameters>];",
  );
});

test("further parameters of one kind, also in blocks that are not closed yet", async () => {
  expect(await signatureOf("http { upstream u { server a:1 weight=1 $0")).toBe(
    "server <address> «[<parameters>]»;",
  );
});

test("the parameter at the cursor is explained, where anybody explains it", async () => {
  const about = async (statement: string) => {
    const answer = await answerOf(server(statement));
    return answer?.signatures[answer.active]?.about;
  };
  expect(await about("listen 443 reuse$0")).toContain("A socket of its own");
  expect(await about("limit_req zone=a burst=5 del$0")).toBeUndefined();
  expect(await about("resolver 127.0.0.1 val$0")).toContain("`valid` parameter allows");
  expect(await about("ssl_certificate $0")).toBeUndefined();
});

test("all forms are answered, with the beginning of the documentation", async () => {
  const answer = await answerOf(server("access_log $0"));
  expect(answer?.signatures.map((it) => it.label.split(" ")[1])).toEqual(["<path>", "off;"]);
  expect(answer?.documentation).toContain("Sets the path, format");
});

test.each([
  "$0",
  "proxy_pa$0",
  "# proxy_ssl_verify $0",
  "proxy_ssl_verify on; $0",
  "nonsense_directive $0",
  "internal $0;",
  "server { $0",
])("nothing is written there: %s", async (statement) => {
  expect(await answerOf(server(statement))).toBeUndefined();
});

test("the entries of a map are no directives", async () => {
  expect(await answerOf("http { map $uri $a { listen $0")).toBeUndefined();
});

test("parameters of every documented directive lie in its label, in order", () => {
  const rows = [...allDirectives().values()].flat();
  const wrong: string[] = [];
  for (const row of rows) {
    const forms = syntaxOf(row)?.forms ?? [];
    for (const { label, parameters } of forms.flatMap((it) => signaturesOf(row.name, it))) {
      let at = row.name.length + 1;
      for (const { start, end } of parameters) {
        if (start < at || end <= start || end > label.length) wrong.push(label);
        if (label.slice(start, end) !== label.slice(start, end).trim()) wrong.push(label);
        at = end;
      }
    }
  }
  expect(wrong).toEqual([]);
});
