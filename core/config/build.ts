import type { Settings } from "../settings.ts";
import type { Block, TemplateFacts } from "../syntax/tree.ts";
import type { Span } from "../text.ts";
import { rootKind } from "./block-kind.ts";
import type { Project } from "./project.ts";
import { rootPlace } from "./root-place.ts";
import { entryOf, type Located, Scope } from "./scope.ts";
import type { SourceFile } from "./source-file.ts";

/** Included files may nest this deep; nginx itself runs out of file descriptors on a cycle. */
const MAX_INCLUDE_DEPTH = 64;

/** Blocks may nest this deep; what lies deeper is not looked at. */
const MAX_BLOCK_DEPTH = 500;

/** The blocks of a project, from its root file inwards. */
export function buildScopes(project: Project, settings: Settings): Scope {
  const { place, inferred } = rootPlace(project.root, project.place);
  const root = new Scope(rootKind(place, inferred, settings));
  new Builder(project).fill(root, project.root, contentOf(project.root), []);
  return root;
}

/** What stands in a block, or in a whole file. */
type Content = Pick<Block, "directives" | "span">;

function contentOf({ text, tree }: SourceFile): Content {
  return { directives: tree.directives, span: { start: 0, end: text.length } };
}

class Builder {
  readonly #project: Project;
  #depth = 0;

  constructor(project: Project) {
    this.#project = project;
  }

  fill(scope: Scope, file: SourceFile, content: Content, including: readonly string[]): void {
    if (file.tree.template && takesInsertion(content, file.tree.template)) {
      scope.lacksSome(true);
    }
    for (const directive of content.directives) {
      const entry = entryOf(directive, scope.kind);
      const located = scope.add(directive, file, entry);
      const { block } = located;
      if (block && directive.block) this.#enter(block, file, directive.block, including);
      else if (entry.name === "include") this.#include(scope, located, including);
    }
  }

  #enter(block: Scope, file: SourceFile, content: Content, including: readonly string[]): void {
    if (this.#depth === MAX_BLOCK_DEPTH) {
      block.lacksSome(false);
      return;
    }
    this.#depth++;
    this.fill(block, file, content, including);
    this.#depth--;
  }

  #include(scope: Scope, located: Located, including: readonly string[]): void {
    const target = this.#project.includes.get(located.directive);
    if (!target || target.partial) scope.lacksSome(false);
    for (const path of target?.files ?? []) {
      const file = this.#project.files.get(path);
      const outer = [...including, located.file.path];
      if (!file) scope.lacksSome(false);
      else if (!outer.includes(path) && outer.length < MAX_INCLUDE_DEPTH) {
        this.fill(scope, file, contentOf(file), outer);
      }
    }
  }
}

/** True if the template puts something between these directives, not into one of their blocks. */
function takesInsertion({ directives, span }: Content, { insertions }: TemplateFacts): boolean {
  const inside = (at: number, { start, end }: Span) => at >= start && at < end;
  return insertions.some(
    (at) => inside(at, span) && !directives.some(({ block }) => block && inside(at, block.span)),
  );
}
