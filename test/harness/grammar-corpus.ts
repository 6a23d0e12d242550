/** Reads the format of `tree-sitter test`: a name between rules of `=`, a text, a rule of `-`, a tree. */
import type { Node } from "web-tree-sitter";

export interface GrammarCase {
  readonly name: string;
  readonly text: string;
  /** The expected tree with all white space between its parts made one blank. */
  readonly tree: string;
}

export function grammarCases(file: string): GrammarCase[] {
  const pieces = file.split(/^={3,}\n(.*)\n={3,}\n/m);
  const cases: GrammarCase[] = [];
  for (let at = 1; at + 1 < pieces.length; at += 2) {
    const [text, tree] = (pieces[at + 1] ?? "").split(/\n-{3,}\n/);
    if (text === undefined || tree === undefined) throw new Error(`no tree for ${pieces[at]}`);
    cases.push({ name: pieces[at] ?? "", text, tree: tree.replace(/\s+/g, " ").trim() });
  }
  return cases;
}

/** The named nodes of a tree with their fields, as the corpus writes them. */
export function treeText(node: Node): string {
  const parts = [node.type];
  for (let index = 0; index < node.childCount; index++) {
    const child = node.child(index);
    if (!child?.isNamed) continue;
    const field = node.fieldNameForChild(index);
    parts.push(field ? `${field}: ${treeText(child)}` : treeText(child));
  }
  return `(${parts.join(" ")})`;
}
