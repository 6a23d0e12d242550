/** Text in XML and HTML. */

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** For content and for attributes in quotes; control characters that XML forbids are replaced. */
export function escapeMarkup(text: string): string {
  return text
    .replace(/[&<>"']/g, (it) => ENTITIES[it] ?? it)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
}

/** At most one decimal. */
export function number(value: number): string {
  return String(Math.round(value * 10) / 10);
}
