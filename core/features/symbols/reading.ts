/** What a directive says about names, worked out once for the same words in the same kind of block. */
import type { BlockKind } from "../../config/block-kind.ts";
import { remembered } from "../../config/memory.ts";
import type { Statement } from "../../config/statement.ts";
import { isBuiltIn } from "../../knowledge/variables.ts";
import { areaOf, familyIn } from "./blocks.ts";
import { comparedName, type Draft } from "./draft.ts";
import { nameDrafts } from "./names.ts";
import { hostVariable, isPass, upstreamDrafts } from "./upstreams.ts";
import { variableDrafts } from "./variables.ts";

export interface KeyedDraft extends Draft {
  /** The same for all that is one name within one domain. */
  readonly key: string;
  /** Just that one. */
  readonly keys: readonly string[];
}

export interface Reading {
  readonly own: readonly KeyedDraft[];
  /** Variables that nginx has of itself. */
  readonly builtIn: readonly KeyedDraft[];
  /** Of a pass: the variable that stands for the host, with its area before it. */
  readonly hostVariable: string | undefined;
}

export const readingOf: ReturnType<typeof remembered<Reading>> = remembered(read);

const NONE: readonly KeyedDraft[] = [];
const NOTHING: Reading = { own: NONE, builtIn: NONE, hostVariable: undefined };

function read(statement: Statement, kind: BlockKind): Reading {
  const family = familyIn(kind);
  const own: KeyedDraft[] = [];
  const builtIn: KeyedDraft[] = [];
  for (const draft of variableDrafts(statement, kind)) {
    const isOwn = family === undefined || !isBuiltIn(draft.name, family);
    (isOwn ? own : builtIn).push(keyed(draft));
  }
  own.push(
    ...upstreamDrafts(statement, kind).map(keyed),
    ...nameDrafts(statement, kind).map(keyed),
  );
  const { name, args } = statement;
  const variable = isPass(name) ? hostVariable(args[0] ?? "") : undefined;
  if (own.length === 0 && builtIn.length === 0) return NOTHING;
  return {
    own: own.length > 0 ? own : NONE,
    builtIn: builtIn.length > 0 ? builtIn : NONE,
    hostVariable: variable === undefined ? undefined : `${areaOf(kind)} ${variable}`,
  };
}

function keyed(draft: Draft): KeyedDraft {
  const key = keyOf(draft);
  return { ...draft, key, keys: [key] };
}

function keyOf({ kind, domain, name }: Pick<Draft, "kind" | "domain" | "name">): string {
  return `${kind}\n${domain}\n${comparedName(kind, name)}`;
}
