/**
 * Paths for directives that name a file or a folder, resolved as nginx resolves them. Certificates, keys and
 * their like are told by what files contain; of a key nothing is told but its kind and whose it is.
 */
import type { FileFacts } from "../../certificates/file-facts.ts";
import type { PemBlock } from "../../certificates/pem.ts";
import { isPlainPath, resolveFile } from "../../config/config.ts";
import { effective } from "../../config/effective.ts";
import { isAbsolute, join } from "../../config/paths.ts";
import { TLS_FILES, type TlsFileRole } from "../../knowledge/tls-files.ts";
import { type CompletionItem, RANK } from "./item.ts";
import { type PathUse, pathUseOf } from "./path-use.ts";
import type { Offer, ValueSite } from "./value-site.ts";

/** What the engine sees of the disk: as it is now. */
export interface Files {
  browse(
    folder: string,
  ): Promise<{ readonly files: readonly string[]; readonly folders: readonly string[] }>;
  inspectFile(path: string): Promise<FileFacts | undefined>;
}

/** More files are not looked into. */
const MOST_INSPECTED = 60;

export async function pathValues(at: ValueSite, files: Files): Promise<Offer | undefined> {
  const use = pathUseOf(at);
  const typed = at.typed.slice(use?.start ?? 0);
  if (!use || /[$*?]|^(data|engine|store|syslog|unix):/.test(typed)) return undefined;
  const [{ config }] = at.spots;
  const folderName = typed.slice(0, typed.lastIndexOf("/") + 1);
  const from = use.start + folderName.length;
  const isListed = use.countsFromFolder || isAbsolute(folderName);
  const folder = resolveFile(config, folderName === "" ? "." : folderName);
  const listed = isListed ? await entries(folder, use, at, files) : [];
  const elsewhere = folderName === "" ? namedElsewhere(at) : [];
  const start =
    folderName === "" && use.start === 0 ? await deeper(folder, listed, use, at, files) : [];
  const items = distinct([...elsewhere, ...start, ...listed]);
  return items.length === 0 ? undefined : { items, from, until: /[/\s"';]/ };
}

/** A path that is named elsewhere says more than the same from the disk only if that is not there. */
function distinct(items: readonly CompletionItem[]): readonly CompletionItem[] {
  const found = new Map<string, CompletionItem>();
  for (const it of items) {
    const known = found.get(it.insert);
    if (!known) found.set(it.insert, it);
    else found.set(it.insert, { ...known, ...it, rank: Math.max(known.rank, it.rank) });
  }
  return [...found.values()];
}

async function entries(
  folder: string,
  use: PathUse,
  at: ValueSite,
  files: Files,
): Promise<readonly CompletionItem[]> {
  const { site } = at;
  const content = await files.browse(folder);
  const hidden = (name: string) => name.startsWith(".") && !at.typed.includes("/.");
  const folders = content.folders.filter((it) => !hidden(it) && isWritable(it, site.current.quote));
  const names = content.files.filter((it) => !hidden(it) && isWritable(it, site.current.quote));
  const items: CompletionItem[] = folders.map((it) => ({
    label: `${it}/`,
    kind: "folder",
    insert: `${it}/`,
    rank: RANK.module,
    continues: true,
  }));
  if (use.kind === "folder") return items;
  if (use.kind === "include" && names.some((it) => it.endsWith(".conf"))) {
    items.push({ label: "*.conf", kind: "file", insert: "*.conf", rank: RANK.known });
  }
  const others = names.filter((it) => join(folder, it) !== site.file.path);
  return [...items, ...(await fileItems(folder, others, use, at, files))];
}

/** Names that need quotes are offered in quotes. */
function isWritable(name: string, quote: string): boolean {
  return quote === "" ? !/[\s;{}"'\\$#]/.test(name) : !name.includes(quote) && !/[\\$]/.test(name);
}

async function fileItems(
  folder: string,
  names: readonly string[],
  use: PathUse,
  at: ValueSite,
  files: Files,
): Promise<readonly CompletionItem[]> {
  const { role } = use;
  if (role === undefined || !CONTENT.has(role) || !at.settings.readCertificates) {
    return names.map((it) => plainItem(it, use.extensions?.test(it) ?? true));
  }
  const partners = await publicKeysOf(at, role, files);
  const items: CompletionItem[] = [];
  let inspected = 0;
  for (const name of names) {
    const looks = PEM_NAME.test(name) && inspected++ < MOST_INSPECTED;
    const facts = looks ? await files.inspectFile(join(folder, name)) : undefined;
    const item = facts ? inspectedItem(name, facts, role, partners) : plainItem(name, false);
    if (item) items.push(item);
  }
  return items;
}

const PEM_NAME = /\.(pem|crt|cer|cert|key|chain|crl|ca|bundle)$|^[^.]+$/i;

function plainItem(label: string, fits: boolean): CompletionItem {
  return { label, kind: "file", insert: label, rank: fits ? RANK.usual : RANK.repeated };
}

/** Roles that the content of a file tells. */
const CONTENT: ReadonlySet<TlsFileRole> = new Set<TlsFileRole>([
  "certificate",
  "key",
  "authorities",
  "crl",
  "dh-parameters",
]);

const BLOCKS: Partial<Record<TlsFileRole, PemBlock["kind"]>> = {
  certificate: "certificate",
  key: "private-key",
  authorities: "certificate",
  crl: "crl",
  "dh-parameters": "dh-parameters",
};

/** Undefined for a file that surely holds something else. */
function inspectedItem(
  name: string,
  facts: FileFacts,
  role: TlsFileRole,
  partners: ReadonlySet<string>,
): CompletionItem | undefined {
  if (facts.status !== "read") return { ...plainItem(name, false), detail: facts.status };
  const blocks = facts.pem.blocks.filter((it) => it.kind === BLOCKS[role]);
  const [first] = blocks;
  if (!first) return undefined;
  const id = "publicKeyId" in first ? first.publicKeyId : undefined;
  const matches = id !== undefined && partners.has(id);
  const isForeign = !matches && partners.size > 0 && role === "key";
  const detail = [
    describe(first),
    blocks.length > 1 ? `${blocks.length} in all` : undefined,
    matches ? (role === "key" ? "matches the certificate" : "matches the key") : undefined,
  ].filter((it) => it !== undefined);
  return {
    ...plainItem(name, true),
    rank: matches ? RANK.recommended : isForeign ? RANK.foreign : RANK.named,
    ...(detail.length > 0 && { detail: detail.join(", ") }),
    ...(matches && { preselect: true }),
  };
}

function describe(block: PemBlock): string | undefined {
  if (block.kind === "certificate") {
    const until = block.x509 && new Date(block.x509.notAfter).toISOString().slice(0, 10);
    return until === undefined ? block.subject : `${block.subject}, until ${until}`;
  }
  if (block.kind === "private-key") {
    const size = block.bits ?? block.curve;
    return block.encrypted ? "encrypted key" : `${block.keyType}${size ? ` ${size}` : ""} key`;
  }
  return block.kind === "dh-parameters" ? `${block.bits} bits` : undefined;
}

/** Of the certificate beside a key that is typed, or of the key beside a certificate. */
async function publicKeysOf(
  { name, spots }: ValueSite,
  role: TlsFileRole,
  files: Files,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const other = role === "key" ? name.replace(/_key$/, "") : `${name}_key`;
  if (!TLS_FILES.has(other) || (role !== "key" && role !== "certificate")) return found;
  for (const { config, scope } of spots) {
    for (const located of effective(other, scope)?.directives ?? []) {
      const path = located.directive.args[0]?.text ?? "";
      if (!isPlainPath(path)) continue;
      const facts = await files.inspectFile(resolveFile(config, path));
      if (facts?.status !== "read") continue;
      // The first certificate is the server's own.
      const [block] = facts.pem.blocks.filter((it) => "publicKeyId" in it);
      if (block && "publicKeyId" in block && block.publicKeyId) found.add(block.publicKeyId);
    }
  }
  return found;
}

/** What other directives of the same kind name, by how often they do. */
function namedElsewhere({ name, spots, site }: ValueSite): readonly CompletionItem[] {
  const counts = new Map<string, number>();
  for (const { config } of spots) {
    for (const { directive, file } of config.root.everywhere(name)) {
      const path = directive.args[0]?.text ?? "";
      const isThis = file.path === site.file.path && directive.span.start === site.start;
      if (isThis || !path.includes("/") || !isPlainPath(path)) continue;
      counts.set(path, (counts.get(path) ?? 0) + 1);
    }
  }
  return [...counts].map(([label, count]) => ({
    label,
    kind: "file",
    insert: label,
    rank: RANK.named,
    detail: count > 1 ? `used ${count} times` : "used elsewhere",
  }));
}

const MOST_FOLDERS = 12;

/** Files with the right content in the folders of the configuration's folder. */
async function deeper(
  folder: string,
  listed: readonly CompletionItem[],
  use: PathUse,
  at: ValueSite,
  files: Files,
): Promise<readonly CompletionItem[]> {
  if (use.role === undefined || !CONTENT.has(use.role)) return [];
  const folders = listed.filter((it) => it.kind === "folder").slice(0, MOST_FOLDERS);
  const found: CompletionItem[] = [];
  for (const { insert } of folders) {
    const below = join(folder, insert.slice(0, -1));
    const { files: names } = await files.browse(below);
    const plausible = names.filter(
      (it) => PEM_NAME.test(it) && isWritable(it, at.site.current.quote),
    );
    const items = await fileItems(below, plausible.slice(0, MOST_INSPECTED), use, at, files);
    for (const it of items) {
      if (it.rank >= RANK.foreign)
        found.push({ ...it, label: insert + it.label, insert: insert + it.insert });
    }
  }
  return found;
}
