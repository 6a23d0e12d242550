import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

export interface Size {
  readonly file: string;
  readonly bytes: number;
  readonly gzipped: number;
}

/** The bundles in `dist/`, and packaged extensions beside it. */
export function sizesOf(root: string): Size[] {
  const dist = join(root, "dist");
  const bundles = existsSync(dist)
    ? readdirSync(dist, { recursive: true, encoding: "utf8" }).map((it) => `dist/${it}`)
    : [];
  const packages = readdirSync(root).filter((it) => it.endsWith(".vsix"));
  return [...bundles, ...packages]
    .filter((file) => /\.(c?js|vsix)$/.test(file) && statSync(join(root, file)).isFile())
    .sort()
    .map((file) => {
      const bytes = readFileSync(join(root, file));
      return { file, bytes: bytes.length, gzipped: gzipSync(bytes).length };
    });
}
