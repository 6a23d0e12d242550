import { isStandardFile } from "../../config/completeness.ts";
import type { Config } from "../../config/config.ts";

/** What of these configurations could not be read, as a sentence; undefined if all was. */
export function unseenBy(configs: readonly Config[]): string | undefined {
  const missing = new Set<string>();
  for (const { includes, files } of configs) {
    for (const file of files.values()) {
      for (const include of file.includes) {
        const name = include.args[0]?.text ?? "";
        if (includes.get(include)?.partial && !isStandardFile(name)) missing.add(`"${name}"`);
      }
    }
  }
  if (missing.size > 0) {
    const names = [...missing].slice(0, MOST).join(", ");
    const rest = missing.size > MOST ? ` and ${missing.size - MOST} more` : "";
    return `What these includes stand for could not be read and keeps the old name: ${names}${rest}`;
  }
  return configs.some((it) => it.kind === "fragment")
    ? "No main file includes this one, so files beside it may keep the old name"
    : undefined;
}

/** So many are told by name. */
const MOST = 3;
