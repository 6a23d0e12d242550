/** For `server_name`: the names that the server's certificates are good for. */
import { namesOf } from "../../certificates/host-names.ts";
import { isPlainPath, resolveFile } from "../../config/config.ts";
import { effective } from "../../config/effective.ts";
import { type CompletionItem, RANK } from "./item.ts";
import type { Files } from "./path-values.ts";
import { type Offer, type ValueSite, whole } from "./value-site.ts";

export async function certificateNames(at: ValueSite, files: Files): Promise<Offer | undefined> {
  if (at.name !== "server_name" || !at.settings.readCertificates) return undefined;
  const items = new Map<string, CompletionItem>();
  for (const path of certificatesOf(at)) {
    const [{ config }] = at.spots;
    const facts = await files.inspectFile(resolveFile(config, path));
    if (facts?.status !== "read") continue;
    // The first certificate is the server's own.
    const own = facts.pem.blocks.find((it) => it.kind === "certificate");
    const names = own?.kind === "certificate" && own.x509 ? namesOf(own.x509) : [];
    for (const label of names) {
      if (!NAME.test(label) || at.args.includes(label) || items.has(label)) continue;
      const detail = `in ${path.slice(path.lastIndexOf("/") + 1)}`;
      items.set(label, { label, kind: "value", insert: label, rank: RANK.recommended, detail });
    }
  }
  return whole([...items.values()]);
}

/** A host, perhaps with a wildcard: not an address, nor what else a common name may be. */
const NAME = /^(\*\.)?([a-z\d_-]+\.)+[a-z\d-]*[a-z][a-z\d-]*$/i;

/** Paths of the certificates of the block that is typed in, inherited ones too. */
function certificatesOf({ spots }: ValueSite): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { scope } of spots) {
    for (const { directive } of effective("ssl_certificate", scope)?.directives ?? []) {
      const path = directive.args[0]?.text ?? "";
      if (isPlainPath(path)) found.add(path);
    }
  }
  return found;
}
