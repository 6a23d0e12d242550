/** What a hover is asked about. */
import type { FilesByPath } from "../../certificates/file-facts.ts";
import type { Config } from "../../config/config.ts";
import type { Located } from "../../config/scope.ts";
import type { Documentation } from "../../knowledge/documentation.ts";
import type { Word } from "../../syntax/tree.ts";
import type { Cursor } from "../cursor.ts";
import type { LinkTo } from "../markdown.ts";

export interface HoverRequest {
  /** The configurations that the file belongs to; the first is the one that hovers speak of. */
  readonly configs: readonly [Config, ...Config[]];
  readonly cursor: Cursor;
  readonly documentation: Documentation;
  /** Facts of certificate files by path; only needed where the directive names one. */
  readonly files: FilesByPath;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly linkTo: LinkTo;
}

/** A request with the directive in its place. */
export interface Subject extends HoverRequest {
  readonly config: Config;
  /** The directive at its first place in the configuration. */
  readonly located: Located;
  /** All its places: one for each time that the file is included. */
  readonly places: readonly Located[];
  readonly word: Word;
  /** -1 for the name. */
  readonly index: number;
}
