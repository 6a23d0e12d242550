/** What an `include` stands for. */
import { baseName, folderOf } from "../../config/paths.ts";
import { counted } from "../../text.ts";
import { bounded, bullets, code, link, paragraphs } from "../markdown.ts";
import type { Subject } from "./request.ts";

const MOST = 12;

/** Undefined for another directive, and where files can't be looked for. */
export function includeSection({ located, config, linkTo }: Subject): string | undefined {
  const { directive } = located;
  const target = directive.name.text === "include" ? config.includes.get(directive) : undefined;
  if (!target || (target.files.length === 0 && !target.sought)) return undefined;
  if (target.files.length === 0) {
    return target.isPattern ? "No file here matches." : "There is no such file here.";
  }
  if (!target.isPattern) return undefined;
  const folder = folderOf(target.path);
  const files = target.files.map((path) => {
    const name = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : baseName(path);
    const file = config.files.get(path);
    return link(code(name), file && linkTo(file, 0));
  });
  return paragraphs(
    `**Stands for** ${counted(files.length, "file")}, in this order:`,
    bullets(bounded(files, MOST)),
  );
}
