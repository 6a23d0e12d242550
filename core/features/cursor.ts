/** What stands at an offset of a file, and where in the configuration that is. Every feature begins here. */
import type { Config } from "../config/config.ts";
import type { Located, Scope } from "../config/scope.ts";
import type { SourceFile } from "../config/source-file.ts";
import type { Directive, Word } from "../syntax/tree.ts";

export interface Cursor {
  readonly file: SourceFile;
  /** UTF-16 offset into the file's text. */
  readonly offset: number;
  /** The block directives whose braces the offset is between, outermost first. */
  readonly blocks: readonly Directive[];
  /** The directive whose name, arguments or `;` the offset touches; not one whose block it is in. */
  readonly directive: Directive | undefined;
  /** The word of `directive` that the offset touches; its end counts. */
  readonly word: Word | undefined;
  /** Which word that is: -1 for the name, else the index of the argument; undefined between words. */
  readonly index: number | undefined;
  readonly inComment: boolean;
}

export function cursorAt(file: SourceFile, offset: number): Cursor {
  const blocks: Directive[] = [];
  let level = file.tree.directives;
  let directive: Directive | undefined;
  for (;;) {
    const touched = lastStartingAt(level, offset);
    if (!touched || offset > touched.span.end) break;
    const { block } = touched;
    if (!block || offset <= block.span.start) {
      directive = touched;
      break;
    }
    if (block.closed && offset >= block.span.end) break;
    blocks.push(touched);
    level = block.directives;
  }
  const inComment = file.tree.comments.some((it) => it.start < offset && offset <= it.end);
  if (inComment) directive = undefined;
  const words = directive ? [directive.name, ...directive.args] : [];
  const at = words.findIndex((it) => it.span.start <= offset && offset <= it.span.end);
  return {
    file,
    offset,
    blocks,
    directive,
    word: words[at],
    index: at === -1 ? undefined : at - 1,
    inComment,
  };
}

/** Every place of the configuration that a directive of `file` has: one for each time the file is included. */
export function placesOf(
  config: Config,
  file: SourceFile,
  directive: Directive,
): readonly Located[] {
  return config.root
    .everywhere(directive.name.text)
    .filter((it) => it.directive === directive && it.file.path === file.path);
}

/** The blocks of the configuration that the cursor is in: one for each time the file is included. */
export function scopesAt(config: Config, { file, blocks }: Cursor): readonly Scope[] {
  const innermost = blocks.at(-1);
  if (innermost) {
    return placesOf(config, file, innermost).flatMap(({ block }) => (block ? [block] : []));
  }
  if (file.path === config.rootFile.path) return [config.root];
  return [...new Set(includesOf(config, file.path).map((it) => it.scope))];
}

/** The `include` directives that read a file. */
function includesOf(config: Config, path: string): readonly Located[] {
  return config.root
    .everywhere("include")
    .filter(({ directive }) => config.includes.get(directive)?.files.includes(path));
}

/** The last of these directives, which are in order, that starts at or before the offset. */
function lastStartingAt(directives: readonly Directive[], offset: number): Directive | undefined {
  let low = 0;
  let high = directives.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((directives[middle]?.span.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return directives[low - 1];
}
