/** Which things of the map a directive belongs to, and so which of them a finding marks. */
import type { Config } from "../../config/config.ts";
import type { Located, Scope } from "../../config/scope.ts";
import type { Finding } from "../../finding.ts";
import { atLeast, type Severity } from "../../severity.ts";
import type { Directive } from "../../syntax/tree.ts";
import { cursorAt } from "../cursor.ts";
import { NO_FINDINGS, type Tally } from "./model.ts";

export interface Marks {
  readonly tally: Tally;
  /** The first messages, gravest first. */
  readonly messages: readonly string[];
  readonly findings: readonly Finding[];
}

export const UNMARKED: Marks = { tally: NO_FINDINGS, messages: [], findings: [] };

const MOST_MESSAGES = 4;

/** All is owned before anything is asked for. */
export class Owners {
  readonly #owners = new Map<Directive, Set<string>>();

  /** A directive counts for the thing `id`, with all in its block that counts for nothing else. */
  own(id: string, located: Located | undefined): void {
    if (!located) return;
    const known = this.#owners.get(located.directive);
    if (known) known.add(id);
    else this.#owners.set(located.directive, new Set([id]));
  }

  /** A block with its own directives, those of included files among them, but for the ones named. */
  ownBlock(id: string, scope: Scope, except: ReadonlySet<Located> = new Set()): void {
    this.own(id, scope.opener);
    for (const it of scope.entries) if (!it.block && !except.has(it)) this.own(id, it);
  }

  /** The findings of each thing; those of nothing that is drawn are under "". */
  sort(findings: readonly Finding[], config: Config): ReadonlyMap<string, Marks> {
    const sorted = new Map<string, Finding[]>();
    for (const finding of findings) {
      for (const id of this.#ownersOf(finding, config)) {
        const known = sorted.get(id);
        if (known) known.push(finding);
        else sorted.set(id, [finding]);
      }
    }
    return new Map([...sorted].map(([id, all]) => [id, marksOf(all)]));
  }

  #ownersOf({ file, span }: Finding, config: Config): Iterable<string> {
    const source = config.files.get(file);
    if (!source) return [""];
    const { directive, blocks } = cursorAt(source, span.start);
    const around = directive ? [...blocks, directive] : blocks;
    for (const it of around.toReversed()) {
      const owners = this.#owners.get(it);
      if (owners) return owners;
    }
    return [""];
  }
}

const SEVERITIES: readonly Severity[] = ["error", "warning", "information", "hint"];

function marksOf(findings: readonly Finding[]): Marks {
  const unique = [...new Set(findings)];
  const tally = { ...NO_FINDINGS };
  for (const { severity } of unique) tally[severity]++;
  const sorted = SEVERITIES.flatMap((it) => unique.filter(({ severity }) => severity === it));
  const grave = sorted.filter((it) => atLeast(it.severity, "warning"));
  const told = (grave.length > 0 ? grave : sorted).slice(0, MOST_MESSAGES);
  return { tally, messages: told.map((it) => it.message), findings: unique };
}
