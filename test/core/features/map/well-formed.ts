/** Whether a text is well-formed XML: nesting, attributes, references. Document types are not for us. */
import { expect } from "vitest";

const TOKEN =
  /<!--(?:(?!--)[\s\S])*-->|<\/([\w:-]+)\s*>|<([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
const ATTRIBUTE = /([\w:-]+)="([^"]*)"/g;
const REFERENCE = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/i;
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
/** Elements that HTML does not close. */
const VOID = new Set(["input", "meta", "br"]);

export function expectWellFormed(text: string): void {
  const open: string[] = [];
  let at = 0;
  expect(text).not.toMatch(FORBIDDEN);
  while (at < text.trimEnd().length) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text);
    if (!token) throw new Error(`not well-formed at: ${text.slice(at, at + 80)}`);
    const [whole, closed, opened, attributes = "", empty, content = ""] = token;
    at += whole.length;
    const names = [...attributes.matchAll(ATTRIBUTE)].map((it) => it[1]);
    expect(new Set(names).size, whole).toBe(names.length);
    expect(attributes + content).not.toMatch(REFERENCE);
    if (content.trim() !== "" && open.length === 0) throw new Error(`text outside: ${content}`);
    if (closed !== undefined) expect(open.pop(), whole).toBe(closed);
    else if (opened !== undefined && empty === "" && !VOID.has(opened)) open.push(opened);
  }
  expect(open).toEqual([]);
}
