/** Which releases have which directive in which form. */
import type { Command } from "./commands.ts";

/** A directive in one form, with the versions it is in. */
export interface HistoryRow extends Omit<Command, "handler"> {
  /** The first version; absent if the oldest one looked at has it. */
  readonly since?: string;
  /** The first version without it; absent if the newest one has it. */
  readonly until?: string;
  /** "no": a second one in the same block is refused. */
  readonly repeat?: "no";
}

export interface Snapshot {
  readonly version: string;
  readonly commands: readonly Command[];
  /** Setters that refuse a second directive in one block. */
  readonly unrepeatable: ReadonlySet<string>;
}

/** `snapshots` from the oldest version to the newest. The newest one with a row says whether it repeats. */
export function intervals(snapshots: readonly Snapshot[]): HistoryRow[] {
  const seen = new Map<string, { command: Command; first: number; last: number }>();
  snapshots.forEach(({ commands }, at) => {
    for (const command of commands) {
      const key = JSON.stringify({ ...command, handler: "" });
      const known = seen.get(key);
      if (known) Object.assign(known, { command, last: at });
      else seen.set(key, { command, first: at, last: at });
    }
  });
  return [...seen.values()].map(({ command: { handler, ...command }, first, last }) => {
    const since = first > 0 ? snapshots[first]?.version : undefined;
    const until = snapshots[last + 1]?.version;
    return {
      ...command,
      ...(since !== undefined && { since }),
      ...(until !== undefined && { until }),
      ...(snapshots[last]?.unrepeatable.has(handler) && { repeat: "no" as const }),
    };
  });
}
