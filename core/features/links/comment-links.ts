/** Files that comments name: `# see conf.d/ssl.conf`, and directives that were commented out. */
import { type Config, resolveFile } from "../../config/config.ts";
import { folderOf, isAbsolute, join, normalize } from "../../config/paths.ts";
import type { SourceFile } from "../../config/source-file.ts";
import type { FileLink } from "./links.ts";

/** What looks like a path and is no part of an address; editors find those by themselves. */
const PATH =
  /(?<![\w:/.@-])(?:\.{0,2}\/)?(?:[\w.-]+\/)*[\w.-]+\.(?:conf|inc|types|pem|crt|cer|key|crl|lua|js|md|txt)(?![\w/-])/g;

/** Each leads to the file of that name beside the main file, or else beside this one. */
export function commentLinks(config: Config, file: SourceFile): readonly FileLink[] {
  return file.tree.comments.flatMap(({ start, end }) =>
    [...file.text.slice(start, end).matchAll(PATH)].map((match) => {
      const [name] = match;
      const at = start + match.index;
      const beside = normalize(join(folderOf(file.path), name));
      const paths = isAbsolute(name)
        ? [resolveFile(config, name)]
        : [...new Set([resolveFile(config, name), beside])];
      return { span: { start: at, end: at + name.length }, paths, found: false };
    }),
  );
}
