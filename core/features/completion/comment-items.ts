/** Completion inside of `# nginx-tls…` comments: their forms, settings with values, and the rules to silence. */
import type { Config } from "../../config/config.ts";
import { inferPlace } from "../../config/fragment.ts";
import type { SourceFile } from "../../config/source-file.ts";
import { isSuppressible, readSuppressions } from "../../config/suppressions.ts";
import { SHIPPED_NGINX, SHIPPED_OPENSSL } from "../../knowledge/distributions.ts";
import { PLATFORMS, POLICY_IDS } from "../../settings.ts";
import type { Span } from "../../text.ts";
import { type Completion, type CompletionItem, matches, RANK } from "./item.ts";

/** What comments can silence. */
export interface Silenceable {
  readonly rules: readonly { readonly id: string; readonly docs: { readonly summary: string } }[];
  /** The findings in the file as it is now; asked for where a rule is typed. */
  findings(): Promise<readonly { readonly rule: string; readonly span: Span }[]>;
}

export interface CommentRequest {
  readonly configs: readonly Config[];
  readonly file: SourceFile;
  readonly offset: number;
  readonly silenceable?: Silenceable;
  readonly trigger?: string;
}

/** Undefined outside of comments, and in those that are none of ours. */
export async function commentCompletion(request: CommentRequest): Promise<Completion | undefined> {
  const { file, offset } = request;
  const comment = file.tree.comments.find((it) => it.start < offset && offset <= it.end);
  if (!comment) return undefined;
  const head = file.text.slice(comment.start, offset);
  const [, beginning] = /^#+[ \t]*(\S*)$/.exec(head) ?? [];
  if (beginning !== undefined && !/^nginx-tls:/.test(beginning)) {
    return answer(beginning, forms(request, comment, beginning), request);
  }
  const [, settings] = /^#+[ \t]*nginx-tls:(.*)$/.exec(head) ?? [];
  if (settings !== undefined) return settingItems(request, comment, settings);
  const [, verb, names] = /^#+[ \t]*nginx-tls-([a-z-]+)[ \t]+(.*)$/.exec(head) ?? [];
  if (verb === undefined || names === undefined || /(^|\s)--(\s|$)/.test(names)) return undefined;
  const typed = /[^\s,]*$/.exec(names)?.[0] ?? "";
  return answer(typed, await ruleItems(request, comment, verb, names), request);
}

/** All of them replace what was typed of the word, and what follows of it. */
function answer(
  typed: string,
  items: readonly CompletionItem[],
  { file, offset }: CommentRequest,
): Completion | undefined {
  const fitting = items.filter((it) => matches(typed, it.filter ?? it.label));
  if (fitting.length === 0) return undefined;
  const start = offset - typed.length;
  const behind = /^[^\s,]*/.exec(file.text.slice(offset))?.[0].length ?? 0;
  return {
    items: fitting,
    insert: { start, end: offset },
    replace: { start, end: offset + behind },
  };
}

const MARK = "nginx-tls";

/** Nothing for a word that is some other comment's, or a blank that begins one. */
function forms(
  { file, trigger }: CommentRequest,
  comment: Span,
  typed: string,
): readonly CompletionItem[] {
  if (!typed.startsWith(MARK) && !MARK.startsWith(typed)) return [];
  if (typed === "" && trigger !== undefined) return [];
  const before = file.tree.directives.some((it) => it.span.start < comment.start);
  const known = FORMS.filter(
    ({ label }) =>
      (label !== SETTINGS || isInHead(file, comment)) && (label !== WHOLE_FILE || !before),
  );
  return known.map(({ label, detail }) => ({
    label,
    kind: "text",
    insert: `${label} `,
    detail,
    rank: RANK.known,
    continues: true,
  }));
}

const SETTINGS = "nginx-tls:";
const WHOLE_FILE = "nginx-tls-disable-file";
const FORMS = [
  { label: "nginx-tls-disable-next-line", detail: "silence findings in the next line" },
  { label: "nginx-tls-disable-line", detail: "silence findings in this line" },
  { label: "nginx-tls-disable", detail: "silence findings up to the end of the block" },
  { label: "nginx-tls-enable", detail: "end what a disable above silences" },
  { label: WHOLE_FILE, detail: "silence findings in this file" },
  { label: SETTINGS, detail: "say what reads this file, and where it stands" },
] as const;

/** Settings count in the first ten lines alone. */
function isInHead({ lines }: SourceFile, { start }: Span): boolean {
  return lines.positionAt(start).line < 10;
}

function settingItems(
  request: CommentRequest,
  comment: Span,
  settings: string,
): Completion | undefined {
  const { file } = request;
  if (!isInHead(file, comment)) return undefined;
  const word = /\S*$/.exec(settings)?.[0] ?? "";
  const [key = "", value] = word.split(/=(.*)/s);
  if (value !== undefined) return answer(value, valueItems(key, request), request);
  const blank = settings === "" ? " " : "";
  const named = file.text.slice(comment.start, comment.end);
  const free = KEYS.filter((it) => !new RegExp(`\\s${it.label}=`).test(named));
  const items = free.map(
    ({ label, detail }): CompletionItem => ({
      label: `${label}=`,
      kind: "parameter",
      insert: `${blank}${label}=`,
      detail,
      rank: RANK.known,
      continues: true,
    }),
  );
  return answer(word, items, request);
}

const KEYS = [
  { label: "context", detail: "the block that this file's directives stand in" },
  { label: "version", detail: "the nginx that reads it" },
  { label: "openssl", detail: "the OpenSSL of that nginx" },
  { label: "platform", detail: "what reads it" },
  { label: "policy", detail: "by whose word settings count as weak" },
] as const;

function valueItems(key: string, request: CommentRequest): readonly CompletionItem[] {
  const settings = request.configs[0]?.settings;
  switch (key) {
    case "context":
      return places(request.file);
    case "version":
      return values(SHIPPED_NGINX, settings?.nginxVersion);
    case "openssl":
      return values(SHIPPED_OPENSSL, settings?.opensslVersion);
    case "platform":
      return values(versionless(PLATFORMS), settings?.platform);
    case "policy":
      return values(versionless(POLICY_IDS), settings?.policy);
    default:
      return [];
  }
}

/** What the file's directives fit best comes first. */
function places({ tree }: SourceFile): readonly CompletionItem[] {
  const likely = tree.directives.length > 0 ? inferPlace(tree.directives) : undefined;
  return PLACES.map((label) => ({
    label,
    kind: "value",
    insert: label,
    rank: label === likely ? RANK.recommended : RANK.known,
    ...(label === likely && { detail: "fits this file" }),
  }));
}

const PLACES: readonly string[] = [
  "main",
  "events",
  "http",
  "http/server",
  "http/location",
  "http/upstream",
  "stream",
  "stream/server",
  "stream/upstream",
  "mail",
  "mail/server",
];

interface Value {
  readonly version: string;
  readonly by: string;
}

function versionless(names: readonly string[]): readonly Value[] {
  return names.map((version) => ({ version, by: "" }));
}

/** With the one that counts now. */
function values(known: readonly Value[], current: string | undefined): readonly CompletionItem[] {
  const isKnown = current === undefined || known.some((it) => it.version === current);
  const all = isKnown ? known : [{ version: current, by: "" }, ...known];
  return all.map(({ version, by }) => {
    const detail = [by, version === current ? "counts now" : ""].filter((it) => it !== "");
    return {
      label: version,
      kind: "value",
      insert: version,
      rank: RANK.known,
      ...(detail.length > 0 && { detail: detail.join(", ") }),
    };
  });
}

/** Those that the comment would silence come first. */
async function ruleItems(
  { file, offset, silenceable }: CommentRequest,
  comment: Span,
  verb: string,
  names: string,
): Promise<readonly CompletionItem[]> {
  if (!silenceable || !VERBS.has(verb)) return [];
  const findings = await silenceable.findings();
  const reach = reachOf(file, comment, verb);
  const near = new Set<string>();
  for (const { rule, span } of findings) {
    if (reach.start <= span.start && span.start <= reach.end) near.add(rule);
  }
  if (verb === "enable") for (const it of disabledAbove(file, comment)) near.add(it);
  const some = new Set(findings.map((it) => it.rule));
  const taken = new Set(names.split(/[\s,]+/).slice(0, -1));
  const isLast = file.text.slice(offset, comment.end).trim() === "";
  const needsReason = verb !== "enable" && taken.size === 0 && isLast;
  return silenceable.rules
    .filter(({ id }) => isSuppressible(id) && !id.startsWith("suppression-") && !taken.has(id))
    .map(({ id, docs }) => ({
      label: id,
      kind: "reference",
      insert: id,
      ...(needsReason && { snippet: `${id} -- \${1:reason}` }),
      detail: docs.summary,
      rank: near.has(id) ? RANK.recommended : some.has(id) ? RANK.named : RANK.known,
    }));
}

const VERBS: ReadonlySet<string> = new Set([
  "disable-next-line",
  "disable-line",
  "disable-file",
  "disable",
  "enable",
]);

/** About where findings are silenced: for the order of items, not to judge. */
function reachOf({ text, lines }: SourceFile, comment: Span, verb: string): Span {
  const { line } = lines.positionAt(comment.start);
  if (verb === "disable-line") return { start: lines.lineStart(line), end: comment.start };
  if (verb === "disable") return { start: comment.end, end: text.length };
  if (verb !== "disable-next-line") return { start: 0, end: verb === "enable" ? -1 : text.length };
  let next = line + 1;
  const isBare = () =>
    /^\s*(#|$)/.test(text.slice(lines.lineStart(next), lines.lineStart(next + 1)));
  while (next < lines.lineCount && isBare()) next++;
  return { start: lines.lineStart(next), end: lines.lineStart(next + 1) };
}

function disabledAbove(file: SourceFile, comment: Span): readonly string[] {
  const above = readSuppressions(file).suppressions.filter(
    (it) => it.form === "disable" && it.span.start < comment.start,
  );
  return above.flatMap((it) => it.rules.map(({ name }) => name));
}
