/** Which directives may stand in a block, for the nginx that the settings name. */
import { knowsPlus } from "../../config/platform.ts";
import {
  allDirectives,
  type DirectiveRow,
  isOwn,
  lookUp,
  type Place,
  pastRows,
} from "../../knowledge/directives.ts";
import type { Settings } from "../../settings.ts";
import { versionAtLeast } from "../../version.ts";
import { RANK } from "./item.ts";

export interface OfferedRow {
  readonly row: DirectiveRow;
  readonly rank: number;
  /** Why nginx, as the settings name it, would refuse the directive. */
  readonly refusal?: string;
}

/** One row for each name. */
export function rowsAt(place: Place, block: string, settings: Settings): readonly OfferedRow[] {
  const { nginxVersion, platform } = settings;
  const key = `${place} ${place === "other" ? block : ""} ${nginxVersion} ${platform}`;
  let rows = KNOWN.get(key);
  if (!rows) {
    if (KNOWN.size >= MOST_KNOWN) KNOWN.clear();
    rows = collect(place, block, settings);
    KNOWN.set(key, rows);
  }
  return rows;
}

/** Made from the tables and few settings; a memory, not a state. */
const KNOWN = new Map<string, readonly OfferedRow[]>();
const MOST_KNOWN = 64;

function collect(place: Place, block: string, settings: Settings): readonly OfferedRow[] {
  const found: OfferedRow[] = [];
  for (const name of allDirectives().keys()) {
    const today = lookUp(name).filter((it) => standsIn(it, place, block));
    const past = pastRows(name).filter((it) => standsIn(it, place, block));
    const offered = bestOf([...today, ...past], settings);
    if (offered) found.push(offered);
  }
  return found;
}

function standsIn({ places, parents }: DirectiveRow, place: Place, block: string): boolean {
  if (!places.includes(place)) return false;
  return place !== "other" || (parents?.includes(block) ?? false);
}

function bestOf(rows: readonly DirectiveRow[], settings: Settings): OfferedRow | undefined {
  const offered = rows
    .filter((it) => it.origin !== "removed")
    .map((row) => offer(row, settings))
    .sort((a, b) => b.rank - a.rank);
  return offered[0];
}

function offer(row: DirectiveRow, { nginxVersion, platform }: Settings): OfferedRow {
  const { since, until, deprecated } = row;
  if (isOwn(row)) {
    if (since !== undefined && !versionAtLeast(nginxVersion, since)) {
      return { row, rank: RANK.refused, refusal: `needs nginx ${since}` };
    }
    if (until !== undefined && versionAtLeast(nginxVersion, until)) {
      return { row, rank: RANK.refused, refusal: `removed in nginx ${until}` };
    }
    if (deprecated !== undefined) return { row, rank: RANK.weak };
    return { row, rank: row.page === "" ? RANK.foreign : RANK.known };
  }
  if (row.origin === "plus") return { row, rank: knowsPlus(platform) ? RANK.known : RANK.foreign };
  const native = platform === "openresty" && row.repo?.startsWith("openresty/") === true;
  return { row, rank: native ? RANK.known : RANK.foreign - 1 };
}
