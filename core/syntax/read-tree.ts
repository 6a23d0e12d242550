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
  let next = new Uint32Array(64);
  let end = new Uint32Array(64);
  const tokens = new Tokens();
  return (tree) => {
    const heap = memory.HEAPU32;
    if (!heap) throw new Error("no memory to read");
    tokens.clear();
    let depth = 0;
    let at = 0;
    let address = addressOf(tree);
    let last = address + 8;
    for (;;) {
      if (address === last) {
        if (depth === 0) return tokens;
        depth--;
        address = next[depth] ?? 0;
        last = end[depth] ?? 0;
        continue;
      }
      const low = heap[address >>> 2] ?? 0;
      let symbol: number;
      let size: number;
      if (low & 1) {
        const high = heap[(address >>> 2) + 1] ?? 0;
        symbol = (low >>> 8) & 0xff;
        at += (high >>> 16) & 0xff;
        size = high >>> 24;
        address += 8;
      } else {
        address += 8;
        const node = low >>> 2;
        const children = heap[node + 9] ?? 0;
        if (children > 0) {
          if (depth === next.length) {
            next = grown(next);
            end = grown(end);
          }
          next[depth] = address;
          end[depth] = last;
          depth++;
          address = low - children * 8;
          last = low;
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
  };
}

function grown(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
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
