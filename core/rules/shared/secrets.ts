/** What the rules about files with secrets share: private keys, ticket keys, pass phrases. */
import type { FileFacts } from "../../certificates/file-facts.ts";
import type { Config } from "../../config/config.ts";
import type { Located } from "../../config/scope.ts";
import { fileDirectives, TLS_FILES, type TlsFileRole } from "../../knowledge/tls-files.ts";
import { pathOf } from "./identity.ts";

const SECRET_ROLES: ReadonlySet<TlsFileRole> = new Set([
  "key",
  "ticket-key",
  "passwords",
  "host-key",
  "ech-keys",
]);

/** Directives that name a secret, and those for certificates, whose files may hold the key, too. */
export const SECRET_DIRECTIVES: readonly string[] = fileDirectives(
  (it) => SECRET_ROLES.has(it) || it === "certificate",
);

/** What a directive's file keeps secret, in words; undefined if it holds nothing secret, or could not be read. */
export function secretIn(name: string, file: FileFacts | undefined): string | undefined {
  const role = TLS_FILES.get(name);
  if (file?.status !== "read" || role === undefined) return undefined;
  const keys = file.pem.blocks.filter((it) => it.kind === "private-key");
  if (keys.some((it) => !it.encrypted)) return "a private key";
  if (role === "passwords") return "pass phrases";
  if (role === "ticket-key" || role === "host-key") return "a secret key";
  return undefined;
}

/** True for a certificate whose file the key directive of its server or pass names as well: once is enough. */
export function isNamedByKey(located: Located, config: Config): boolean {
  if (TLS_FILES.get(located.directive.name.text) !== "certificate") return false;
  return config.identities.some(
    (it) =>
      it.certificates.includes(located) && it.keys.some((key) => pathOf(key) === pathOf(located)),
  );
}

/** True if a directive names a key by its name alone, whatever is in the file. */
export function namesKey(name: string): boolean {
  const role = TLS_FILES.get(name);
  return role !== undefined && SECRET_ROLES.has(role);
}
