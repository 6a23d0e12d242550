/** Which names a certificate is good for, against OpenSSL's own X509_check_host. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, inject, test } from "vitest";
import { coversHost } from "../../core/certificates/host-names.ts";
import { createNodeHost } from "../../host/node.ts";

const run = promisify(execFile);

const HOSTS = [
  "example.com",
  "EXAMPLE.com",
  "com",
  "www.example.com",
  "w.example.com",
  "a.b.example.com",
  "a_b.example.com",
  "-a.example.com",
  "xn--w.example.com",
  "app.internal",
  "a.app.internal",
  "192.0.2.1",
  "cn.example.com",
];

test.each([
  "DNS:example.com",
  "DNS:*.example.com",
  "DNS:*",
  "DNS:*.com",
  "DNS:w*.example.com",
  "DNS:*w.example.com",
  "DNS:w*w.example.com",
  "DNS:xn--*.example.com",
  "DNS:*.*.example.com",
  "DNS:a.*.example.com",
  "DNS:a_b.example.com",
  "DNS:*.internal",
  "DNS:*.app.internal",
  "DNS:192.0.2.1",
  "IP:192.0.2.1",
  "email:a@example.com",
])("%s", async (names) => {
  const cwd = inject("certificates");
  const key = ["req", "-x509", "-key", "rl.key", "-subj", "/CN=cn.example.com", "-days", "2"];
  await run("openssl", [...key, "-addext", `subjectAltName=${names}`, "-out", "names.crt"], {
    cwd,
  });
  const file = await createNodeHost().inspectFile(join(cwd, "names.crt"));
  const [block] = file?.status === "read" ? file.pem.blocks : [];
  const x509 = block?.kind === "certificate" ? block.x509 : undefined;
  if (!x509) throw new Error("no certificate");
  for (const host of HOSTS) {
    const check = ["x509", "-in", "names.crt", "-noout", "-checkhost", host];
    const { stdout } = await run("openssl", check, { cwd });
    expect(coversHost(x509, host), host).toBe(stdout.includes("does match"));
  }
});
