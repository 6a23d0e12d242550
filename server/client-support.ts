import type {
  ClientCapabilities,
  SignatureHelpClientCapabilities,
  WorkspaceEditClientCapabilities,
} from "vscode-languageserver";
import { type CompletionSupport, completionSupport } from "./completion-support.ts";
import type { InitializationOptions } from "./protocol.ts";

/** The client's capabilities that matter here, as plain facts. */
export interface ClientSupport {
  readonly pullDiagnostics: boolean;
  readonly refreshDiagnostics: boolean;
  readonly diagnosticVersions: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly tags: boolean;
  readonly markdownHover: boolean;
  readonly completion: CompletionSupport;
  /** The client's command that asks for completion anew, once an item is in place. */
  readonly suggestCommand: string | undefined;
  /** The client's command behind a code lens. */
  readonly postureCommand: string | undefined;
  readonly documentChanges: boolean;
  /** Edits may create files. */
  readonly createsFiles: boolean;
  /** Edits may hold places to type into. */
  readonly snippetEdits: boolean;
  readonly resolveActions: boolean;
  readonly configuration: boolean;
  readonly registerConfiguration: boolean;
  readonly registerWatchers: boolean;
  /** The client colours by a grammar of its own as well. */
  readonly augmentsSyntaxTokens: boolean;
  /** What the client can be asked to fetch anew. */
  readonly refresh: Readonly<Record<"codeLens" | "inlayHint" | "semanticTokens", boolean>>;
  /** Formatting can be offered and withdrawn later. */
  readonly registerFormatting: boolean;
  /** Watchers may have a base folder, also outside the workspace. */
  readonly relativeWatchers: boolean;
  readonly definitionLinks: boolean;
  readonly hierarchicalSymbols: boolean;
  readonly prepareRename: boolean;
  /** Parameters of a signature may be places in its label; else they are its words. */
  readonly labelOffsets: boolean;
  /** So many folding ranges at most. */
  readonly foldingLimit: number;
}

export function clientSupport(
  capabilities: ClientCapabilities,
  { suggestCommand, postureCommand }: InitializationOptions = {},
): ClientSupport {
  const { textDocument, workspace } = capabilities;
  const pull = textDocument?.diagnostic;
  const push = textDocument?.publishDiagnostics;
  const action = textDocument?.codeAction;
  return {
    pullDiagnostics: pull !== undefined,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    diagnosticVersions: push?.versionSupport === true,
    relatedInformation: (pull?.relatedInformation ?? push?.relatedInformation) === true,
    codeDescription: (pull?.codeDescriptionSupport ?? push?.codeDescriptionSupport) === true,
    tags: (pull?.tagSupport ?? push?.tagSupport) !== undefined,
    markdownHover: textDocument?.hover?.contentFormat?.includes("markdown") !== false,
    completion: completionSupport(capabilities),
    suggestCommand,
    postureCommand,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    createsFiles: canCreateFiles(workspace?.workspaceEdit),
    snippetEdits: canSnippets(workspace?.workspaceEdit),
    resolveActions:
      action?.dataSupport === true && action.resolveSupport?.properties.includes("edit") === true,
    configuration: workspace?.configuration === true,
    registerConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registerWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    augmentsSyntaxTokens: textDocument?.semanticTokens?.augmentsSyntaxTokens === true,
    refresh: {
      codeLens: workspace?.codeLens?.refreshSupport === true,
      inlayHint: workspace?.inlayHint?.refreshSupport === true,
      semanticTokens: workspace?.semanticTokens?.refreshSupport === true,
    },
    registerFormatting: [
      textDocument?.formatting,
      textDocument?.rangeFormatting,
      textDocument?.onTypeFormatting,
    ].every((it) => it?.dynamicRegistration === true),
    labelOffsets: hasLabelOffsets(textDocument?.signatureHelp),
    relativeWatchers: workspace?.didChangeWatchedFiles?.relativePatternSupport === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    prepareRename: textDocument?.rename?.prepareSupport === true,
    foldingLimit: textDocument?.foldingRange?.rangeLimit ?? Number.POSITIVE_INFINITY,
  };
}

function hasLabelOffsets(help: SignatureHelpClientCapabilities | undefined): boolean {
  return help?.signatureInformation?.parameterInformation?.labelOffsetSupport === true;
}

function canCreateFiles(edit: WorkspaceEditClientCapabilities | undefined): boolean {
  return edit?.documentChanges === true && edit.resourceOperations?.includes("create") === true;
}

function canSnippets(edit: WorkspaceEditClientCapabilities | undefined): boolean {
  return edit?.documentChanges === true && edit.snippetEditSupport === true;
}
