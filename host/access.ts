/** Who may read a file, by the names that an operator knows. */
import type { BigIntStats } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import type { FileState } from "#core";

const MAX_SIZE = 1024 * 1024;

/** Nothing on Windows, whose mode bits mean nothing. */
export async function accessOf({ mode, uid, gid }: BigIntStats): Promise<FileState> {
  if (process.platform === "win32") return {};
  const [owner, group] = await Promise.all([
    nameOf("/etc/passwd", String(uid)),
    nameOf("/etc/group", String(gid)),
  ]);
  return { access: { mode: Number(mode) & 0o7777, owner, group } };
}

const tables = new Map<string, Promise<ReadonlyMap<string, string>>>();

async function nameOf(table: string, id: string): Promise<string | undefined> {
  let names = tables.get(table);
  if (!names) {
    names = readNames(table);
    tables.set(table, names);
  }
  return (await names).get(id);
}

/** Both tables have the name first and the number third. The first of several names counts. */
async function readNames(table: string): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  const stats = await stat(table).catch(() => undefined);
  if (!stats?.isFile() || stats.size > MAX_SIZE) return names;
  const text = await readFile(table, "utf8").catch(() => "");
  for (const line of text.split("\n")) {
    const [name, , id] = line.split(":");
    if (name !== undefined && id !== undefined && !names.has(id)) names.set(id, name);
  }
  return names;
}
