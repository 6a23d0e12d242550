import type { Directive } from "../syntax/tree.ts";
import type { Project } from "./project.ts";
import { rootPlace } from "./root-place.ts";
import { type Located, placeInside, Scope } from "./scope.ts";
import type { SourceFile } from "./source-file.ts";

/** Included files may nest this deep; nginx itself runs out of file descriptors on a cycle. */
const MAX_INCLUDE_DEPTH = 64;

/** The blocks of a project, from its root file inwards. */
export function buildScopes(project: Project): Scope {
  const root = new Scope(rootPlace(project.root, project.place).place);
  new Builder(project).fill(root, project.root, project.root.tree.directives, []);
  return root;
}

class Builder {
  readonly #project: Project;

  constructor(project: Project) {
    this.#project = project;
  }

  fill(
    scope: Scope,
    file: SourceFile,
    directives: readonly Directive[],
    including: readonly string[],
  ): void {
    for (const directive of directives) {
      const block = directive.block
        ? new Scope(placeInside(scope.place, directive.name.text), scope)
        : undefined;
      const located: Located = { directive, file, scope, block };
      scope.add(located);
      if (block) this.#open(block, located, including);
      else if (directive.name.text === "include") this.#include(scope, located, including);
    }
  }

  #open(block: Scope, opener: Located, including: readonly string[]): void {
    block.opener = opener;
    this.fill(block, opener.file, opener.directive.block?.directives ?? [], including);
  }

  #include(scope: Scope, located: Located, including: readonly string[]): void {
    const target = this.#project.includes.get(located.directive);
    if (!target || target.partial) scope.hasUnreadInclude = true;
    if (!target) return;
    for (const path of target.files) {
      const file = this.#project.files.get(path);
      const outer = [...including, located.file.path];
      if (!file) scope.hasUnreadInclude = true;
      else if (!outer.includes(path) && outer.length < MAX_INCLUDE_DEPTH) {
        this.fill(scope, file, file.tree.directives, outer);
      }
    }
  }
}
