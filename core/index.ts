/** The engine's facade: the only module that other folders import. */
import type { Host } from "./host.ts";
import { VOCABULARY } from "./knowledge/vocabulary.ts";
import { Session } from "./session.ts";
import { createParser } from "./syntax/parser.ts";

/** The two WebAssembly modules the parser needs, as bytes. */
export interface Wasm {
  /** `web-tree-sitter.wasm` */
  readonly treeSitter: Uint8Array;
  /** `grammar/nginx.wasm` */
  readonly nginx: Uint8Array;
}

/** Starts the engine. Rejects if the WebAssembly modules can't be loaded. */
export async function createSession(wasm: Wasm, host: Host): Promise<Session> {
  return new Session(await createParser(wasm, VOCABULARY), host);
}

// The engine: text and trees, files, sessions and what they find.

export type { FileEdit, Finding, Fix, Related } from "./finding.ts";
export type { Host } from "./host.ts";
export type { CheckOptions, CheckResult } from "./session.ts";
export { Session } from "./session.ts";
export { atLeast, type Severity } from "./severity.ts";
export { createParser, type SyntaxParser } from "./syntax/parser.ts";
export type { Directive, SyntaxTree } from "./syntax/tree.ts";
export * from "./text.ts";

// Settings, project files and settings in comments.

export { readComments } from "./config/comment-settings.ts";
export { type PathMapping, toMappings } from "./config/path-map.ts";
export { PROJECT_FILE, PROJECT_SETTINGS, type ProjectFile } from "./config/project-file.ts";
export type { Origin, ProjectFileOptions } from "./config/project-files.ts";
export * from "./setting-values.ts";
export * from "./settings.ts";

// Configurations, and what is known of directives.

export type { Config } from "./config/config.ts";
export { settingsAt } from "./config/config.ts";
export type { TlsConnection } from "./config/connections.ts";
export { candidatesBelow } from "./config/main-files.ts";
export * as paths from "./config/paths.ts";
export { placeNamed } from "./config/places.ts";
export { readsLikeNginx } from "./config/recognize.ts";
export { isMainFile } from "./config/root-place.ts";
export type { Located } from "./config/scope.ts";
export { SourceFile } from "./config/source-file.ts";
export { isSuppressible } from "./config/suppressions.ts";
export type { Place } from "./knowledge/directives.ts";
export { Documentation } from "./knowledge/documentation.ts";
export { suggestWord } from "./knowledge/typos.ts";
export { VOCABULARY } from "./knowledge/vocabulary.ts";

// What files of TLS hold.

export type { KeyType } from "./certificates/algorithms.ts";
export { fromBase64 } from "./certificates/bytes.ts";
export type { FileFacts, FileState, UnreadFile } from "./certificates/file-facts.ts";
export { inspectContent, inspectText, type KeyReader } from "./certificates/inspect.ts";
export type { PemBlock, PemCertificate, PemFile, PemPrivateKey } from "./certificates/pem.ts";
export { identifyingBytes } from "./certificates/public-key-id.ts";
export { base64Of } from "./certificates/split-pem.ts";
export type { X509 } from "./certificates/x509.ts";

// Rules.

export { RULES } from "./rules/index.ts";
export { EXAMPLE_TIME } from "./rules/shared/example-files.ts";
export { lint } from "./rules/shared/lint.ts";
export type { Example, Rule } from "./rules/shared/rule.ts";
export { type Settling, settle } from "./rules/shared/suppress.ts";

// What editors show and offer.

export { complete } from "./features/completion/complete.ts";
export { documentationOf } from "./features/completion/documentation.ts";
export {
  type Completion,
  type CompletionItem,
  escapeSnippet,
  type ItemKind,
} from "./features/completion/item.ts";
export { type Cursor, cursorAt, placesOf, scopesAt } from "./features/cursor.ts";
export { definitionsAt } from "./features/definition.ts";
export { extractToInclude } from "./features/extract.ts";
export { type Fixable, fixAll, safeFix } from "./features/fix-all.ts";
export { type Fold, foldsIn } from "./features/folding.ts";
export { formatFile, formatRange, formatTyped } from "./features/format/format.ts";
export type { FormatOptions } from "./features/format/options.ts";
export { asksForFiles, type HoverText, hoverAt, type LinkTo } from "./features/hover/hover.ts";
export type { HintPart } from "./features/inlay/hint.ts";
export { type HintChoice, inlayHints } from "./features/inlay/hints.ts";
export { lensesOf } from "./features/lens.ts";
export { commentLinks } from "./features/links/comment-links.ts";
export { type FileLink, linkAt, linksIn } from "./features/links/links.ts";
export { findSymbols } from "./features/outline/find.ts";
export type { OutlineKind } from "./features/outline/names.ts";
export { type OutlineItem, outlineOf } from "./features/outline/outline.ts";
export { rename, renameTarget } from "./features/rename/rename.ts";
export { selectionAt } from "./features/selection.ts";
export { type SignatureAnswer, signatureAt } from "./features/signature/signature.ts";
export { suppressionFixes } from "./features/suppress.ts";
export { isDefinition, type NamedSymbol, symbolAt } from "./features/symbols/symbol.ts";
export { TOKEN_MODIFIERS, TOKEN_TYPES } from "./features/tokens/token.ts";
export { semanticTokens, type TokenOptions } from "./features/tokens/tokens.ts";

// The TLS map and the timeline of certificates.

export * from "./features/map.ts";

// Real nginx, and one real connection.

export { connectionsAt } from "./features/nginx/hop.ts";
export {
  type NginxMessage,
  type NginxVerdict,
  readNginxOutput,
} from "./features/nginx/messages.ts";
export {
  describePlan,
  endpointText,
  type ProbePlan,
  probePlans,
} from "./features/nginx/probe-plan.ts";
export { type ProbeOutcome, type ProbeReport, reportProbe } from "./features/nginx/probe-report.ts";
export { copyForTest } from "./features/nginx/test-copy.ts";
