/** The syntax errors, each in nginx's own words where it has some. */
import type { Span, TextEdit } from "../text.ts";
import type { SyntaxDefect, SyntaxErrorKind } from "./tree.ts";

type Related = SyntaxDefect["related"][number];
type Fix = NonNullable<SyntaxDefect["fix"]>;

export function syntaxError(
  kind: SyntaxErrorKind,
  span: Span,
  message: string,
  related: readonly Related[] = [],
  fix?: Fix,
): SyntaxDefect {
  return fix ? { kind, span, message, related, fix } : { kind, span, message, related };
}

export function unexpected(character: string): string {
  return `unexpected "${character}"`;
}

export function notTerminated(name: string): string {
  return `directive "${name}" is not terminated by ";"`;
}

export function notOpened(name: string): string {
  return `directive "${name}" has no opening "{"`;
}

export function wrongCount(name: string): string {
  return `invalid number of arguments in "${name}" directive`;
}

export const END_IN_BLOCK = 'unexpected end of file, expecting "}"';
export const END_IN_DIRECTIVE = 'unexpected end of file, expecting ";" or "}"';

/** False for what surely begins no statement that lacks its `;` alone: dots, a placeholder in braces. */
export function mayBeName(text: string): boolean {
  return /\w/.test(text) && !/[{}]/.test(text);
}

/** A fix that inserts a text, named in its title. */
export function insertion(offset: number, newText: string, what: string = newText.trim()): Fix {
  return { title: `Insert "${what}"`, edits: [insert(offset, newText)] };
}

/** The bare edit of an {@link insertion}. */
export function insert(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}

/** A fix that removes a span; `what` names it in the title. */
export function removal(span: Span, what: string): Fix {
  return { title: `Remove ${what}`, edits: [{ span, newText: "" }] };
}

/** The whole character at `offset`, also if it takes two code units. */
export function characterAt(text: string, offset: number): { character: string; span: Span } {
  const character = String.fromCodePoint(text.codePointAt(offset) ?? 0);
  return { character, span: { start: offset, end: offset + character.length } };
}
