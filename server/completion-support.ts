import type { ClientCapabilities } from "vscode-languageserver";
import { InsertTextMode } from "vscode-languageserver";

/** What the client can do with completion items. */
export interface CompletionSupport {
  readonly snippets: boolean;
  readonly deprecatedTag: boolean;
  readonly insertReplace: boolean;
  /** Ranges that hold for all items of a list. */
  readonly defaultRange: boolean;
  readonly labelDetails: boolean;
  /** The client indents further lines as the first one. */
  readonly adjustsIndentation: boolean;
}

export function completionSupport({ textDocument }: ClientCapabilities): CompletionSupport {
  const item = textDocument?.completion?.completionItem;
  const defaults = textDocument?.completion?.completionList?.itemDefaults ?? [];
  const modes = item?.insertTextModeSupport?.valueSet ?? [];
  return {
    snippets: item?.snippetSupport === true,
    deprecatedTag: item?.tagSupport?.valueSet.includes(1) === true,
    insertReplace: item?.insertReplaceSupport === true,
    defaultRange: defaults.includes("editRange"),
    labelDetails: item?.labelDetailsSupport === true,
    adjustsIndentation: modes.includes(InsertTextMode.adjustIndentation),
  };
}
