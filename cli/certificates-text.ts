/** The certificates of a configuration for people at a terminal. */
import { type CertificateEntry, dayOf, placeText, validityInWords, type Where } from "#core";

export function certificatesToText(entries: readonly CertificateEntry[], where: Where): string {
  if (entries.length === 0) return "No certificate is named.\n";
  return entries.map((it) => entryText(it, where)).join("\n");
}

function entryText(entry: CertificateEntry, where: Where): string {
  const { name, index, role, state, subject, issuer, names, key, notBefore, notAfter } = entry;
  const part = index > 0 ? `, chain ${index}` : "";
  const heading = `${name}${part}${role === "trust" ? " (CA)" : ""}`;
  const lines = [heading];
  const add = (label: string, text: string) => {
    if (text !== "") lines.push(`  ${label.padEnd(9)} ${text}`);
  };
  if (notBefore === undefined || notAfter === undefined) {
    add("state", subject);
  } else {
    const words = validityInWords(state, entry.daysLeft ?? 0);
    add("valid", `${dayOf(notBefore)} to ${dayOf(notAfter)}, ${words}`);
    add("subject", subject);
    add("names", names.join(", "));
    add("issuer", issuer);
    add("key", key);
  }
  const uses = entry.uses.map((it) => `${it.label} (${placeText(it.place, where)})`);
  add("used by", shortened(uses));
  return `${lines.join("\n")}\n`;
}

const MOST_USES = 5;

function shortened(uses: readonly string[]): string {
  const rest = uses.length - MOST_USES;
  const shown = uses.slice(0, MOST_USES).join(", ");
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}
