import { expect, test } from "vitest";
import type { FileFacts } from "../../../core/certificates/file-facts.ts";
import type { PemBlock } from "../../../core/certificates/pem.ts";
import { keyFile, sketch } from "../../../core/rules/shared/example-files.ts";
import { markdownOf } from "../../harness/hover.ts";

function read(...blocks: readonly PemBlock[]): FileFacts {
  return {
    status: "read",
    size: 48,
    pem: { blocks },
    lines: { count: 2, isFirstEmpty: false, hasOuterBlank: false, hasTooLong: false },
  };
}

const KEY = keyFile("www").blocks;
const WWW = sketch({
  id: "www",
  name: "www.example.com",
  issuer: "Example CA",
  until: "2026-02-10",
});
const CA = sketch({ name: "Example CA", issuer: "Root", isCa: true, until: "2025-12-31" });

function about(directive: string, files: Record<string, FileFacts>): Promise<string> {
  const fixture = `events {}
http {
  server {
    listen 443 ssl;
    server_name www.example.com api.example.com;
    ${directive}
  }
}
`;
  const pem = new Map(Object.entries(files).map(([name, it]) => [`/etc/nginx/${name}`, it]));
  return markdownOf(fixture, { pem });
}

const PAIR = "ssl_certificate w$0ww.crt; ssl_certificate_key www.key;";

test("a certificate tells whom it is for, by whom, until when, and whether its key fits", async () => {
  const text = await about(PAIR, { "www.crt": read(WWW, CA), "www.key": read(...KEY) });
  expect(text.split("\n\n---")[0]).toBe(`**www.example.com**

- subject: CN=www.example.com
- names: \`www.example.com\`
- issuer: CN=Example CA
- valid 2025-12-20 to 2026-02-10: **40 days left**
- key: RSA with 2048 bits, signed with sha256WithRSAEncryption
- serial \`01\`
- chain: www.example.com ← Example CA
- ✓ fits its key \`www.key\` ([nginx.conf:6](nginx.conf#L6))
- good for \`server_name\`: ✓ \`www.example.com\`, ⚠ not \`api.example.com\``);
});

test.each([
  ["expired", { until: "2025-12-25" }, "⚠ **expired** 7 days ago"],
  ["soon", { until: "2026-01-05" }, "**4 days left** ⚠"],
  ["not yet", { from: "2026-01-11" }, "⚠ **not yet**, in 10 days"],
  ["self-signed", { issuer: "x" }, "chain: self-signed"],
  ["alone", {}, "chain: only this certificate, no intermediate"],
  ["nameless", { names: undefined, name: "" }, "names: ⚠ none"],
  ["purposes", { purposes: ["clientAuth"] }, "for: clientAuth"],
])("a certificate that is special: %s", async (_name, special, expected) => {
  const leaf = sketch({ name: "x", ...special });
  expect(await about(PAIR, { "www.crt": read(leaf) })).toContain(expected);
});

test("a key that does not fit, and a chain in the wrong order", async () => {
  const stranger = sketch({ name: "Stranger", isCa: true });
  const files = { "www.crt": read(WWW, stranger), "www.key": read(...keyFile("other").blocks) };
  const text = await about(PAIR, files);
  expect(text).toContain("⚠ **does not fit** its key `www.key`");
  expect(text).toContain("⚠ number 2 did not issue the one before it");
});

test("a key tells its type and whether it is encrypted, and who may read it", async () => {
  const statement = "ssl_certificate www.crt; ssl_certificate_key ww$0w.key;";
  const key: FileFacts = {
    ...read(...KEY),
    access: { mode: 0o100644, owner: "root", group: "root" },
  };
  const text = await about(statement, { "www.crt": read(WWW), "www.key": key });
  expect(text).toContain("**Private key**");
  expect(text).toContain("- RSA, not encrypted");
  expect(text).toContain("✓ fits its certificate `www.crt`");
  expect(text).toContain("mode `0644`, owner root ⚠ everybody on this machine can read it");
  const encrypted = read({
    kind: "private-key",
    encrypted: true,
    keyType: "unknown",
    publicKeyId: undefined,
  });
  const locked = await about(statement, { "www.crt": read(WWW), "www.key": encrypted });
  expect(locked).toContain("encrypted: nginx needs the passphrase from a password file");
  expect(locked).toContain("whether it fits its certificate `www.crt`");
});

test.each([
  ["ssl_client_certificate c$0a;", read(CA), "- Example CA, until 2025-12-31 ⚠ expired"],
  [
    "ssl_crl c$0a;",
    read({
      kind: "crl",
      issuer: { text: "CN=Example CA", key: "" },
      thisUpdate: Date.UTC(2025, 11, 1),
      nextUpdate: Date.UTC(2025, 11, 31),
      entries: 3,
      authorityKeyId: undefined,
      signature: { name: "", hash: undefined },
    }),
    "of CN=Example CA: 3 revoked, of 2025-12-01, next 2025-12-31 ⚠ expired",
  ],
  ["ssl_dhparam c$0a;", read({ kind: "dh-parameters", bits: 1024 }), "1024 bits ⚠ too small"],
  ["ssl_session_ticket_key c$0a;", read(), "A ticket key for AES-128"],
  ["ssl_password_file c$0a;", read(), "2 passwords, tried in turn"],
  ["ssl_certificate c$0a;", read(), "⚠ nginx finds nothing that it can use in this file."],
  [
    "ssl_certificate c$0a;",
    { status: "missing" } as const,
    "`/etc/nginx/ca` is not on this machine.",
  ],
  ["ssl_certificate c$0a;", { status: "denied" } as const, "can't be read by this user."],
])("other files: %s", async (statement, facts, expected) => {
  expect(await about(statement, { ca: facts })).toContain(expected);
});

test("nothing is told of a file that nobody looked at, or whose name is a variable", async () => {
  const text = await about(PAIR, {});
  expect(text).not.toContain("machine");
  expect(await about("ssl_certificate $ssl_server_na$0me.crt;", {})).toContain("SNI");
});
