import { expect, test } from "vitest";
import {
  certificatePathFor,
  keyPathFor,
  keyPathLike,
  namesConflict,
} from "../../../core/config/pair-names.ts";

test.each([
  ["client.pem", "client.key"],
  ["certs/srv.crt", "certs/srv.key"],
  ["example.com.chained.crt", "example.com.chained.key"],
  ["example.com-fullchain.pem", "example.com.key"],
  ["/etc/ssl/certs/a.crt", "/etc/ssl/private/a.key"],
  ["/etc/pki/tls/certs/a.pem", "/etc/pki/tls/private/a.key"],
  ["/etc/letsencrypt/live/a.org/cert.pem", "/etc/letsencrypt/live/a.org/privkey.pem"],
  ["archive/fullchain12.pem", "archive/privkey12.pem"],
  ["cert.pem", "cert.key"],
  ["certs/$ssl_server_name.crt", "certs/$ssl_server_name.key"],
])("the key of %s is %s", (certificate, key) => {
  expect(keyPathFor(certificate)).toBe(key);
});

test.each([
  ["client.key", "client.crt"],
  ["client-key.pem", "client.pem"],
  ["key.pem", "cert.pem"],
  ["live/a/privkey3.pem", "live/a/fullchain3.pem"],
  ["/etc/ssl/private/a.key", "/etc/ssl/certs/a.crt"],
])("the certificate of %s is %s", (key, certificate) => {
  expect(certificatePathFor(key)).toBe(certificate);
});

test.each([
  ["a.crt", "b.key", true],
  ["tenant-a.crt", "tenant-b.key", true],
  ["live/a/fullchain.pem", "live/b/privkey.pem", true],
  ["rsa.crt", "ec.key", true],
  ["server.crt", "client.key", true],
  ["server.crt", "server.key", false],
  ["www.a.org.crt", "a.org.key", false],
  ["certs/cert.pem", "private/key.pem", false],
  ["mycert.pem", "mykey.pem", false],
])("%s and %s conflict: %s", (certificate, key, conflict) => {
  expect(namesConflict(certificate, key)).toBe(conflict);
});

test("a better name keeps the key's folder, or else its name", () => {
  expect(keyPathLike("certs/a.pem", "keys/b.key")).toBe("keys/a.key");
  expect(keyPathLike("live/a/fullchain.pem", "live/b/privkey.pem")).toBe("live/a/privkey.pem");
});
