import {
  type DirectiveRow,
  isOwn,
  lookUp,
  ownRowsIn,
  type Place,
} from "../knowledge/directives.ts";
import type { Settings } from "../settings.ts";

/** What the tables say of a name under the settings. */
export interface Known {
  readonly name: string;
  /** Of the configured nginx version. */
  readonly own: readonly DirectiveRow[];
  /** Of nginx versions after it. */
  readonly newer: readonly DirectiveRow[];
  /** Of other modules. */
  readonly foreign: readonly DirectiveRow[];
  /** `own` and `foreign`. */
  readonly rows: readonly DirectiveRow[];
  readonly settings: Settings;
}

/** What is known of a directive name under the settings of one configuration. */
export class Knowledge {
  readonly #settings: Settings;
  readonly #byName = new Map<string, Known>();

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  of(name: string): Known {
    let known = this.#byName.get(name);
    if (!known) {
      known = this.#lookUp(name);
      this.#byName.set(name, known);
    }
    return known;
  }

  #lookUp(name: string): Known {
    const settings = this.#settings;
    const today = lookUp(name);
    const own = ownRowsIn(name, settings.nginxVersion);
    const newer = today.filter((it) => isOwn(it) && !own.includes(it));
    const foreign = today.filter((it) => !isOwn(it) && it.origin !== "removed");
    return { name, own, newer, foreign, rows: [...own, ...foreign], settings };
  }
}

/** True for a row of one of these places. */
export function fits(row: DirectiveRow, places: readonly Place[]): boolean {
  return places.some((it) => row.places.includes(it));
}

/** True if every directive that may be meant here refuses to stand twice. */
export function isSingle({ rows }: Known, places: readonly Place[]): boolean {
  const fitting = rows.filter((it) => fits(it, places));
  return fitting.length > 0 && fitting.every((it) => it.single === true);
}
