/** Places as people and programs read them. */
import type { SourceFile } from "../../config/source-file.ts";
import type { MapPlace } from "./model.ts";

/** How a shell names files, and where their lines are. */
export interface Where {
  readonly files: ReadonlyMap<string, SourceFile>;
  /** A path as it is shown. */
  readonly nameOf: (path: string) => string;
}

/** Lines and columns count from 1, columns in UTF-16 code units; the end is exclusive. */
export interface WrittenPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export function writtenPlace({ file, span }: MapPlace, where: Where): WrittenPlace {
  const lines = where.files.get(file)?.lines;
  const start = lines?.positionAt(span.start) ?? { line: 0, character: 0 };
  const end = lines?.positionAt(span.end) ?? start;
  return {
    file: where.nameOf(file),
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** `nginx.conf:12`. */
export function placeText(place: MapPlace | undefined, where: Where): string {
  if (!place) return "";
  const { file, line } = writtenPlace(place, where);
  return `${file}:${line}`;
}

/** A day, in UTC: `2026-11-25`. */
export function dayOf(time: number): string {
  return Math.abs(time) > 8.64e15 ? "never" : new Date(time).toISOString().slice(0, 10);
}
