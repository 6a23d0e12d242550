/** The Markdown that hovers are written in. */
import type { Located } from "../config/scope.ts";
import type { SourceFile } from "../config/source-file.ts";

/** The address of a place in a file, for a Markdown link; undefined where the reader can't follow one. */
export type LinkTo = (file: SourceFile, offset: number) => string | undefined;

/** Text as code, also where it has backticks. */
export function code(text: string): string {
  const flat = text.replaceAll(/\s+/g, " ");
  if (!flat.includes("`")) return flat === "" ? '`""`' : `\`${flat}\``;
  return `\`\` ${flat} \`\``;
}

/** Plain text that Markdown must leave alone. */
export function plain(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|~]/g, "\\$&");
}

/** Plain text in which what stands in double quotes becomes code. */
export function prose(text: string): string {
  return text
    .split(/("[^"]*")/)
    .map((part) => (/^".*"$/.test(part) ? code(part.slice(1, -1)) : plain(part)))
    .join("");
}

/** `text` is Markdown. */
export function link(text: string, url: string | undefined): string {
  return url === undefined ? text : `[${text}](${url})`;
}

export function linkToDirective({ file, directive }: Located, linkTo: LinkTo): string | undefined {
  return linkTo(file, directive.span.start);
}

/** E.g. `nginx.conf:12`, as a link. */
export function placeLink(located: Located, linkTo: LinkTo): string {
  const { file, directive } = located;
  const { line } = file.lines.positionAt(directive.span.start);
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  return link(plain(`${name}:${line + 1}`), linkToDirective(located, linkTo));
}

/** Rows of Markdown cells under a header; an empty header has no text. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((it) => it.replaceAll(/(?<!\\)\|/g, "\\|")).join(" | ")} |`;
  return [line(header), line(header.map(() => ":---")), ...rows.map(line)].join("\n");
}

export function bullets(items: readonly string[]): string {
  return items.map((it) => `- ${it}`).join("\n");
}

/** At most so many, and how many there are besides. */
export function bounded(items: readonly string[], most: number, what = "more"): readonly string[] {
  if (items.length <= most) return items;
  return [...items.slice(0, most - 1), `… and ${items.length - most + 1} ${what}`];
}

/** Paragraphs; what is undefined or empty is left out. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((it) => it !== undefined && it !== "").join("\n\n");
}
