/** Lets nginx judge configurations that name certificates under `/etc`, without touching `/etc`. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { inject } from "vitest";
import type { Files } from "./harness.ts";

/** What stands for each file: one of the certificates made for the run. */
const STAND_INS: Readonly<Record<string, string>> = {
  "/etc/nginx/ca.pem": "root.crt",
  "/etc/nginx/client.key": "cli.key",
  "/etc/nginx/client.pem": "cli.crt",
  "/etc/nginx/htpasswd": "pw.txt",
  "/etc/nginx/pswd.txt": "pw.txt",
  "/etc/nginx/revoked.crt": "root.crl",
  "/etc/nginx/server.key": "rl.key",
  "/etc/nginx/server.pem": "rl.crt",
  "/etc/nginx/ticket.key": "t80",
  "/etc/nginx/ticket.previous.key": "t80",
  "/etc/nginx/trusted_ca_cert.crt": "root.crt",
  "/etc/pki/tls/certs/ca-bundle.crt": "root.crt",
  "/etc/ssl/ca-bundle.pem": "root.crt",
  "/etc/ssl/cert.pem": "root.crt",
  "/etc/ssl/certs/admin.example.com.crt": "ec.crt",
  "/etc/ssl/certs/ca-certificates.crt": "root.crt",
  "/etc/ssl/certs/ca.crt": "root.crt",
  "/etc/ssl/certs/www.example.com.crt": "rl.crt",
  "/etc/ssl/certs/server.crt": "rl.crt",
  "/etc/ssl/private/admin.example.com.key": "ec.key",
  "/etc/ssl/private/server.key": "rl.key",
  "/etc/ssl/private/www.example.com.key": "rl.key",
};

/**
 * `files` with every argument `/etc/...` moved below the prefix, and a file put there. `own` goes before the
 * stand-ins above. A path that nothing stands for is an error.
 */
export async function withStandIns(
  files: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string>> = {},
): Promise<Files> {
  const moved: Record<string, string | Uint8Array> = {};
  for (const [name, text] of Object.entries(files)) {
    moved[name] = text.replaceAll(/(?<=\s)\/etc\/(?=\S+;)/g, "etc/");
    for (const [path] of text.matchAll(/(?<=\s)\/etc\/[^\s;]+(?=;)/g)) {
      const source = own[path] ?? STAND_INS[path];
      if (source === undefined) throw new Error(`nothing stands for ${path}`);
      moved[path.slice(1)] = await readFile(join(inject("certificates"), source));
    }
  }
  return moved;
}
