import { test } from "vitest";
import { keyFile, sketches } from "../../../core/rules/shared/example-files.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-chain-order");

const leaf = { name: "www", issuer: "Sub" };
const sub = { name: "Sub", issuer: "Mid", isCa: true };
const mid = { name: "Mid", issuer: "Root", isCa: true };
const root = { name: "Root", issuer: "Root", isCa: true };
const crossed = { name: "Root", issuer: "Old Root", isCa: true };
const other = { name: "Other", issuer: "Other", isCa: true };

const FILES = {
  "good.crt": sketches(leaf, sub, mid, root),
  "swapped.crt": sketches(leaf, mid, sub),
  "rootfirst.crt": sketches(leaf, sub, root, mid),
  "reversed.crt": sketches(root, mid, sub, leaf),
  "intfirst.crt": sketches(sub, leaf),
  "two-roots.crt": sketches(leaf, sub, mid, crossed, root),
  "other.crt": sketches(leaf, other, sub),
  "ca.crt": sketches(root),
};

const server = (name: string) =>
  `server { listen 1 ssl; ssl_certificate ${name}.crt; ssl_certificate_key a.key; }`;

test("each certificate stands behind one that it issued", async () => {
  await check(
    conf`
      http {
          ${server("good")}
          ${server("swapped")}
      #                                          ~~~~~~~~~~~ warning: "Mid" stands before "Sub", which it issued
          ${server("rootfirst")}
      #                                          ~~~~~~~~~~~~~ warning: "Root" stands before "Mid", which it issued
          ${server("two-roots")}
          ${server("other")}
          ${server("ca")}
      }
    `,
    { files: FILES },
  );
});

test("a file that starts with a CA is told where its leaf is", async () => {
  await check(
    conf`
      http {
          ${server("reversed")}
      #                                          ~~~~~~~~~~~~ warning: starts with the CA "Root"; the certificate of "www" must come first
          ${server("intfirst")}
      #                                          ~~~~~~~~~~~~ warning: starts with the CA "Sub"; the certificate of "www" must come first
      }
    `,
    { files: FILES },
  );
});

test("an error where the key belongs to the leaf, for then nginx stops", async () => {
  await check(
    conf`
      http {
          ${server("intfirst")}
      #                                          ~~~~~~~~~~~~ error: starts with the CA "Sub"; the certificate of "www" must come first
      }
    `,
    { files: { ...FILES, "a.key": keyFile("www") } },
  );
});
