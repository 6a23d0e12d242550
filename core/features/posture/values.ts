/** Judgements that the postures of hops and of listeners share. */
import { isUsable, weaknesses } from "../../knowledge/cipher-suites.ts";
import { evaluateCiphers } from "../../knowledge/ciphers.ts";
import { protocolNamed, RETIRED_PROTOCOLS } from "../../knowledge/protocols.ts";
import { counted } from "../../text.ts";
import { type Quality, quoted, shorten } from "./row.ts";

/** `weak` if a retired version is among them. */
export function qualityOfProtocols(protocols: Iterable<string>): Quality {
  for (const it of protocols) {
    const name = protocolNamed(it);
    if (name !== undefined && RETIRED_PROTOCOLS.has(name)) return "weak";
  }
  return "good";
}

/** `weak` if the string enables a suite that protects nobody; what it selects is OpenSSL 3.0's reading. */
export function qualityOfCiphers(text: string): Quality {
  if (text.includes("$")) return "unknown";
  const { selected, invalid } = evaluateCiphers(text);
  if (invalid || selected.length === 0) return "weak";
  return selected.some((it) => isUsable(it) && weaknesses(it).length > 0) ? "weak" : "good";
}

/** A cipher string with the number of suites that it enables for TLS 1.2 and below. */
export function ciphersInWords(text: string): string {
  const { selected } = evaluateCiphers(text);
  const usable = selected.filter(isUsable).length;
  const count = counted(usable, "suite");
  return `${quoted(shorten(text))} (${count} for TLS 1.2 and older)`;
}

/** True for a value that is only known when a request comes. */
export function isDynamic(text: string | undefined): boolean {
  return text?.includes("$") ?? false;
}
