/** Links from Markdown to lines of files. */
import type { LinkTo } from "#core";
import type { Uris } from "./uris.ts";

/** `file:///etc/nginx/nginx.conf#L12`: editors open the file at that line. */
export function linkTo(uris: Uris): LinkTo {
  return (file, offset) => `${uris.uri(file.path)}#L${file.lines.positionAt(offset).line + 1}`;
}
