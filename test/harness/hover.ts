/** Hovers of fixtures, with links that name the line: `nginx.conf#L3`. */
import type { FilesByPath } from "../../core/certificates/file-facts.ts";
import { type HoverText, hoverAt } from "../../core/features/hover/hover.ts";
import type { CheckOptions } from "../../core/session.ts";
import { openFixture } from "./feature.ts";
import { REFERENCE } from "./reference.ts";

/** The time that hovers of fixtures are asked at. */
const NOW: number = Date.UTC(2026, 0, 1);

export async function hoverOf(
  fixture: string,
  options: Partial<CheckOptions> & { readonly pem?: FilesByPath } = {},
): Promise<HoverText | undefined> {
  const { configs, cursor, config } = await openFixture(fixture, options);
  return hoverAt({
    configs: [config, ...configs.slice(1)],
    cursor,
    documentation: REFERENCE,
    files: options.pem ?? new Map(),
    now: NOW,
    linkTo: (file, offset) =>
      `${file.path.slice(file.path.lastIndexOf("/") + 1)}#L${file.lines.positionAt(offset).line + 1}`,
  });
}

/** The Markdown alone; "" for no hover. */
export async function markdownOf(
  fixture: string,
  options: Partial<CheckOptions> & { readonly pem?: FilesByPath } = {},
): Promise<string> {
  return (await hoverOf(fixture, options))?.markdown ?? "";
}
