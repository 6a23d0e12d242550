/** Paths of the machine that runs nginx, and where their files lie here. */
import { folderOf, isAbsolute, isBelow, join, normalize } from "./paths.ts";

/** One folder there, and the folder that stands for it here; both absolute. */
export interface PathMapping {
  readonly from: string;
  readonly to: string;
}

/** Reads the setting `pathMap`; relative folders count from `folder`, and are left out without one. */
export function toMappings(
  pathMap: Readonly<Record<string, string>>,
  folder: string | undefined,
): readonly PathMapping[] {
  return Object.entries(pathMap).flatMap(([from, written]) => {
    const to = written.replaceAll("\\", "/");
    if (isAbsolute(to)) return [{ from: clean(from), to: clean(to) }];
    return folder === undefined ? [] : [{ from: clean(from), to: clean(join(folder, to)) }];
  });
}

/** Without `.` and `..`, and without a slash at the end. */
function clean(folder: string): string {
  const normal = normalize(folder);
  return normal.length > 1 ? normal.replace(/\/$/, "") : normal;
}

/** Where a normal absolute path lies here: the longest folder that is mapped counts. */
export function mapPath(path: string, mappings: readonly PathMapping[]): string {
  let best: PathMapping | undefined;
  for (const it of mappings) {
    if (isBelow(path, it.from) && (best === undefined || it.from.length > best.from.length)) {
      best = it;
    }
  }
  if (!best) return path;
  const rest = path.slice(best.from.length).replace(/^\//, "");
  return rest === "" ? best.to : join(best.to, rest);
}

/** The folders that nginx and its kin are installed with their configuration in. */
const CONFIGURATION_FOLDERS: readonly string[] = [
  "/etc/nginx",
  "/etc/angie",
  "/etc/openresty",
  "/opt/homebrew/etc/nginx",
  "/opt/nginx/conf",
  "/usr/local/etc/nginx",
  "/usr/local/nginx/conf",
  "/usr/local/openresty/nginx/conf",
];

/** The mapping that would make `folder` stand for nginx's own one, where `path` lies in such a one. */
export function installedMapping(path: string, folder: string): PathMapping | undefined {
  const from = CONFIGURATION_FOLDERS.find((it) => isBelow(folderOf(path), it));
  return from === undefined || isBelow(folder, from) ? undefined : { from, to: folder };
}
