/** The language server over any connection: wires the handlers, and is the one place that catches errors. */
import {
  type Connection,
  DidChangeWorkspaceFoldersNotification,
  type InitializeParams,
  type InitializeResult,
} from "vscode-languageserver";
import { createParser, RULES, type Rule, VOCABULARY, type Wasm } from "#core";
import { Checker } from "./checker.ts";
import { codeAction } from "./code-action.ts";
import { codeActionResolve } from "./code-action-resolve.ts";
import { didChangeConfiguration } from "./did-change-configuration.ts";
import { didChangeTextDocument } from "./did-change-text-document.ts";
import { didChangeWatchedFiles } from "./did-change-watched-files.ts";
import { didChangeWorkspaceFolders } from "./did-change-workspace-folders.ts";
import { didCloseTextDocument } from "./did-close-text-document.ts";
import { didOpenTextDocument } from "./did-open-text-document.ts";
import { onceLoaded, referenceOfClient } from "./documentation.ts";
import { FEATURES } from "./features.ts";
import { Guard } from "./guard.ts";
import type { CreateHost } from "./host-access.ts";
import { initializeResult } from "./initialize.ts";
import { initialized } from "./initialized.ts";
import { createLog } from "./log.ts";
import { tellProjectFiles } from "./project-file-diagnostics.ts";
import { TrustGranted } from "./protocol.ts";
import { PushFeedback } from "./publish-diagnostics.ts";
import type { Server, Tools } from "./server.ts";
import { PullFeedback } from "./text-document-diagnostic.ts";
import { trustGranted } from "./trust-granted.ts";
import { Watchers } from "./watchers.ts";
import { Workspace } from "./workspace.ts";

/** What differs between a process, a web worker and a test. */
export interface Services {
  wasm(params: InitializeParams): Promise<Wasm>;
  readonly host: CreateHost;
  /** The text of `reference.txt`. Default: the client is asked for it. */
  reference?(): Promise<string | undefined>;
  /** Default: all rules. */
  readonly rules?: readonly Rule[];
  /** Default: none; then what needs them is refused. */
  readonly tools?: Tools;
}

/** Serves one client. Returns at once; the connection says when it is over. */
export function serve(connection: Connection, services: Services): void {
  const guard = new Guard(createLog(connection));
  connection.onInitialize(
    guard.request("initialize", (params) => start(connection, services, guard, params)),
  );
  connection.listen();
}

async function start(
  connection: Connection,
  { wasm, host, reference, rules = RULES, tools }: Services,
  guard: Guard,
  params: InitializeParams,
): Promise<InitializeResult> {
  const parser = await createParser(await wasm(params), VOCABULARY);
  const engine = { parser, rules, createHost: host };
  const workspace = new Workspace(connection, guard.log, engine, params);
  const watchers = new Watchers(workspace);
  const told = new Map<string, string>();
  const checker = new Checker(workspace, (checked) => {
    guard.background("watching files", () => watchers.follow(checked));
    guard.background("telling of project files", () => tellProjectFiles(workspace, told));
  });
  const server: Server = {
    ...(tools && { tools }),
    workspace,
    checker,
    feedback: provideFeedback(workspace, checker, guard),
    documentation: onceLoaded(reference ?? (() => referenceOfClient(connection, params))),
  };
  connection.onInitialized(() =>
    guard.background("registering", () => initialized(server, watchers)),
  );
  connection.onShutdown(() => {
    server.feedback.dispose();
    for (const feature of FEATURES) feature.dispose?.(server);
  });
  listenToDocuments(server, guard);
  listenToWorkspace(server, guard);
  connection.onCodeAction(
    guard.request("codeAction", (it, token) => codeAction(server, it, token)),
  );
  connection.onCodeActionResolve(
    guard.request("codeAction/resolve", (it, token) => codeActionResolve(server, it, token)),
  );
  for (const feature of FEATURES) feature.listen(server, guard);
  return initializeResult(workspace.support);
}

function provideFeedback(workspace: Workspace, checker: Checker, guard: Guard): Server["feedback"] {
  if (!workspace.support.pullDiagnostics) {
    return new PushFeedback(workspace, checker, guard.background);
  }
  const feedback = new PullFeedback(workspace, checker, guard.background);
  workspace.connection.languages.diagnostics.on(
    guard.request("diagnostic", (it, token) => feedback.report(it, token)),
  );
  return feedback;
}

function listenToDocuments(server: Server, guard: Guard): void {
  const { connection, documents } = server.workspace;
  documents.onDidOpen(
    guard.notification("didOpen", (it) => didOpenTextDocument(server, it.document)),
  );
  documents.onDidChangeContent(
    guard.notification("didChange", (it) => didChangeTextDocument(server, it.document)),
  );
  documents.onDidClose(
    guard.notification("didClose", (it) => didCloseTextDocument(server, it.document)),
  );
  documents.listen(connection);
}

function listenToWorkspace(server: Server, guard: Guard): void {
  const { connection } = server.workspace;
  connection.onDidChangeConfiguration(
    guard.notification("didChangeConfiguration", (it) => didChangeConfiguration(server, it)),
  );
  connection.onDidChangeWatchedFiles(
    guard.notification("didChangeWatchedFiles", (it) => didChangeWatchedFiles(server, it)),
  );
  connection.onNotification(
    TrustGranted,
    guard.notification("trustGranted", () => trustGranted(server)),
  );
  connection.onNotification(
    DidChangeWorkspaceFoldersNotification.type,
    guard.notification("didChangeWorkspaceFolders", (it) =>
      didChangeWorkspaceFolders(server, it.event),
    ),
  );
}
