/**
 * Two ways to get the leaves of a tree. The cursor is the public one; reading the subtrees in the
 * WebAssembly memory is some fifteen times faster, but depends on a layout that tree-sitter keeps to
 * itself. So the fast one is used only after it has agreed with the cursor on a sample.
 */
import type { Language, Tree } from "web-tree-sitter";
import { KIND_OF_NODE, Kind, Tokens } from "./tokens.ts";

/** The tokens are valid until the next reading: their arrays are used again. */
export type ReadTree = (tree: Tree) => Tokens;

/** The memory of web-tree-sitter's module. The array is replaced when the memory grows. */
export interface Memory {
  readonly HEAPU32?: Uint32Array;
}

export function cursorReader(language: Language): ReadTree {
  const kinds = kindsByNodeType(language);
  const tokens = new Tokens();
  return (tree) => {
    tokens.clear();
    const cursor = tree.walk();
    for (let more = true; more; more = advance()) {
      if (cursor.startIndex < cursor.endIndex) {
        const kind = kinds[cursor.nodeTypeId] ?? Kind.none;
        if (kind !== Kind.none) tokens.push(kind, cursor.startIndex, cursor.endIndex);
      }
    }
    cursor.delete();
    return tokens;

    function advance(): boolean {
      const isToken = (kinds[cursor.nodeTypeId] ?? Kind.none) !== Kind.none;
      if (!isToken && cursor.gotoFirstChild()) return true;
      while (!cursor.gotoNextSibling()) if (!cursor.gotoParent()) return false;
      return true;
    }
  };
}

/**
 * Walks the leaves below the root: an inner node begins where its first leaf does, so the paddings and
 * sizes of the leaves alone give every position.
 *
 * `Subtree` is 8 bytes: either a leaf in itself (bit 0 set), or the address of a heap node whose
 * children lie directly before it. Sizes are bytes of UTF-16.
 */
export function memoryReader(language: Language, memory: Memory): ReadTree {
  const kinds = kindsByNodeType(language);
  const next: number[] = [];
  const end: number[] = [];
  const tokens = new Tokens();
  return (tree) => {
    const heap = memory.HEAPU32;
    if (!heap) throw new Error("no memory to read");
    tokens.clear();
    let depth = 0;
    let at = 0;
    next[0] = addressOf(tree);
    end[0] = next[0] + 8;
    while (depth >= 0) {
      const address = next[depth] ?? 0;
      if (address === end[depth]) {
        depth--;
        continue;
      }
      next[depth] = address + 8;
      const low = heap[address >>> 2] ?? 0;
      let symbol: number;
      let size: number;
      if (low & 1) {
        const high = heap[(address >>> 2) + 1] ?? 0;
        symbol = (low >>> 8) & 0xff;
        at += (high >>> 16) & 0xff;
        size = high >>> 24;
      } else {
        const node = low >>> 2;
        const children = heap[node + 9] ?? 0;
        if (children > 0) {
          depth++;
          next[depth] = low - children * 8;
          end[depth] = low;
          continue;
        }
        symbol = (heap[node + 10] ?? 0) & 0xffff;
        at += heap[node + 1] ?? 0;
        size = heap[node + 4] ?? 0;
      }
      const kind = kinds[symbol] ?? Kind.none;
      if (kind !== Kind.none && size > 0) tokens.push(kind, at >>> 1, (at + size) >>> 1);
      at += size;
    }
    return tokens;
  };
}

function addressOf(tree: Tree): number {
  const address: unknown = Reflect.get(tree, 0);
  if (typeof address !== "number") throw new Error("no tree to read");
  return address;
}

function kindsByNodeType(language: Language): Kind[] {
  const kinds: Kind[] = [];
  for (const [name, kind] of Object.entries(KIND_OF_NODE)) {
    for (const named of [true, false]) {
      const id = language.idForNodeType(name, named);
      if (id !== null) kinds[id] = kind;
    }
  }
  return kinds;
}
