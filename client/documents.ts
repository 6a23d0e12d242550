/** Which documents the extension serves: language `nginx`, and `NGINX` as other extensions call it; any scheme. */
import type { TextDocument } from "vscode";

export const LANGUAGE = "nginx";
export const SELECTOR: { language: string }[] = [{ language: LANGUAGE }, { language: "NGINX" }];

/** Also for the language id of other extensions. */
export function isNginx(document: TextDocument): boolean {
  return SELECTOR.some((it) => it.language === document.languageId);
}
