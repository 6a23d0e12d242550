/**
 * Two ways to get the leaves of a tree. The cursor is the public one; reading the subtrees in the
 * WebAssembly memory is some fifteen times faster, but depends on a layout that tree-sitter keeps to
 * itself. So the fast one is used only after it has agreed with the cursor on a sample.
 */
import type { Language, Tree } from "web-tree-sitter";
import type { Span } from "../text.ts";
import { KIND_OF_NODE, Kind, Tokens } from "./tokens.ts";

/** A tree that another one was made from by an edit, not deleted yet. */
export interface KnownTree {
  readonly tree: Tree;
  /** As they were before the edit. */
  readonly tokens: Tokens;
  /** By how much the text has grown. */
  readonly growth: number;
}

/** The tokens are valid until the next reading: their arrays are used again. */
export type ReadTree = (tree: Tree, known?: KnownTree) => Tokens;

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
  const tokens = new Tokens();
  return (tree, known) => {
    const heap = memory.HEAPU32;
    if (!heap) throw new Error("no memory to read");
    tokens.clear();
    const root = addressOf(tree);
    if (!known) {
      readLeaves(heap, root, { start: 0, end: Number.POSITIVE_INFINITY }, kinds, tokens);
      return tokens;
    }
    const window = changedBytes(heap, addressOf(known.tree), root);
    const { tokens: old, growth } = known;
    tokens.append(old, 0, old.countUpTo(window.start >>> 1), 0);
    readLeaves(heap, root, window, kinds, tokens);
    tokens.append(old, old.indexFrom((window.end >>> 1) - growth), old.count, growth);
    return tokens;
  };
}

function readLeaves(
  heap: Uint32Array,
  root: number,
  window: Span,
  kinds: readonly Kind[],
  tokens: Tokens,
): void {
  const walk = new Walk(root, 1);
  let at = 0;
  for (let address = walk.next(); address > 0 && at < window.end; address = walk.next()) {
    if (at < window.start) {
      const end = at + sizeOf(heap, address);
      if (end <= window.start) {
        at = end;
        continue;
      }
    }
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
        walk.enter(low, children);
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
}

/**
 * What lies between the subtrees that both trees begin and end with. A node never changes as long as a tree
 * has it, so one at the same address is the same.
 */
function changedBytes(heap: Uint32Array, oldRoot: number, newRoot: number): Span {
  const whole = sizeOf(heap, newRoot);
  const shorter = Math.min(sizeOf(heap, oldRoot), whole);
  const start = sameBytes(heap, oldRoot, newRoot, 1, shorter);
  const end = whole - sameBytes(heap, oldRoot, newRoot, -1, shorter - start);
  return { start, end };
}

/** How many bytes of both trees are the same, at most `limit`, from the beginning or from the end. */
function sameBytes(
  heap: Uint32Array,
  oldRoot: number,
  newRoot: number,
  direction: 1 | -1,
  limit: number,
): number {
  const olds = new Walk(oldRoot, direction);
  const news = new Walk(newRoot, direction);
  let bytes = 0;
  let old = olds.next();
  let now = news.next();
  while (old > 0 && now > 0) {
    const size = sizeOf(heap, now);
    if (isSame(heap, old, now) && bytes + size <= limit) {
      bytes += size;
      old = olds.next();
      now = news.next();
      continue;
    }
    const oldSize = sizeOf(heap, old);
    const oldCount = childCount(heap, old);
    const count = childCount(heap, now);
    if (oldCount === 0 && count === 0) break;
    const entersOld = oldCount > 0 && (oldSize >= size || count === 0);
    const entersNew = count > 0 && (size >= oldSize || oldCount === 0);
    if (entersOld) {
      olds.enter(heap[old >>> 2] ?? 0, oldCount);
      old = olds.next();
    }
    if (entersNew) {
      news.enter(heap[now >>> 2] ?? 0, count);
      now = news.next();
    }
  }
  return bytes;
}

/** Goes through subtrees in one direction. The subtree that was given last may be entered. */
class Walk {
  readonly #direction: 1 | -1;
  #address: number;
  #stop: number;
  #depth = 0;
  #addresses = new Uint32Array(64);
  #stops = new Uint32Array(64);

  constructor(root: number, direction: 1 | -1) {
    this.#direction = direction;
    this.#address = root;
    this.#stop = root + 8 * direction;
  }

  /** The address of a subtree; 0 at the end. */
  next(): number {
    while (this.#address === this.#stop) {
      if (this.#depth === 0) return 0;
      this.#depth--;
      this.#address = this.#addresses[this.#depth] ?? 0;
      this.#stop = this.#stops[this.#depth] ?? 0;
    }
    const address = this.#address;
    this.#address += 8 * this.#direction;
    return address;
  }

  /** `node`: the address that the subtree has in itself. Its children lie directly before that. */
  enter(node: number, children: number): void {
    if (this.#depth === this.#stops.length) {
      this.#addresses = grown(this.#addresses);
      this.#stops = grown(this.#stops);
    }
    this.#addresses[this.#depth] = this.#address;
    this.#stops[this.#depth] = this.#stop;
    this.#depth++;
    const first = node - children * 8;
    const isForward = this.#direction === 1;
    this.#address = isForward ? first : node - 8;
    this.#stop = isForward ? node : first - 8;
  }
}

/** Equal leaves, or one and the same node. */
function isSame(heap: Uint32Array, one: number, other: number): boolean {
  const low = heap[one >>> 2] ?? 0;
  if (low !== heap[other >>> 2]) return false;
  return (low & 1) === 0 || heap[(one >>> 2) + 1] === heap[(other >>> 2) + 1];
}

function childCount(heap: Uint32Array, address: number): number {
  const low = heap[address >>> 2] ?? 0;
  return low & 1 ? 0 : (heap[(low >>> 2) + 9] ?? 0);
}

/** In bytes, with the blanks before it. */
function sizeOf(heap: Uint32Array, address: number): number {
  const low = heap[address >>> 2] ?? 0;
  if (low & 1) {
    const high = heap[(address >>> 2) + 1] ?? 0;
    return ((high >>> 16) & 0xff) + (high >>> 24);
  }
  return (heap[(low >>> 2) + 1] ?? 0) + (heap[(low >>> 2) + 4] ?? 0);
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
