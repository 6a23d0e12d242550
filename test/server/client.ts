/** A language client for tests: talks to the real server over streams in memory. */
import { PassThrough } from "node:stream";
import { createConnection } from "vscode-languageserver/node";
import {
  type ClientCapabilities,
  type CodeAction,
  type CodeActionContext,
  CodeActionRequest,
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  LogMessageNotification,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  type Registration,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  UnregistrationRequest,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Rule } from "#core";
import type { CreateHost } from "../../server/host-access.ts";
import { serve } from "../../server/serve.ts";
import type { Tools } from "../../server/server.ts";
import { type MemoryHost, memoryHost } from "../harness/memory-host.ts";
import { WASM } from "../harness/wasm.ts";
import { PULL } from "./capabilities.ts";
import { obedient } from "./obedient-host.ts";
import { SAMPLE_RULES } from "./sample-rules.ts";

export interface ClientOptions {
  readonly files?: Readonly<Record<string, string>>;
  readonly rules?: readonly Rule[] | "all";
  readonly capabilities?: ClientCapabilities;
  readonly folders?: readonly string[];
  readonly initializationOptions?: object;
  readonly createHost?: CreateHost;
  readonly tools?: Tools;
}

/** Ends the clients of a test. */
const running: TestClient[] = [];

export async function stopClients(): Promise<void> {
  for (const client of running.splice(0)) await client.stop();
}

export async function startClient(options: ClientOptions = {}): Promise<TestClient> {
  const client = new TestClient(options);
  running.push(client);
  await client.start(options);
  return client;
}

export class TestClient {
  readonly host: MemoryHost;
  readonly connection: ProtocolConnection;
  readonly published: PublishDiagnosticsParams[] = [];
  readonly log: string[] = [];
  readonly registrations: Registration[] = [];
  readonly documents: Map<string, TextDocument> = new Map();
  /** The `nginxTls` section by URI; "" for every other. */
  readonly settings: Map<string, unknown> = new Map();
  refreshes = 0;
  result: InitializeResult = { capabilities: {} };
  readonly #waiting = new Set<() => void>();

  constructor({ files, rules = SAMPLE_RULES, createHost, tools }: ClientOptions) {
    this.host = memoryHost(files);
    const up = new PassThrough();
    const down = new PassThrough();
    serve(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)), {
      wasm: async () => WASM,
      host: createHost ?? ((access) => obedient(this.host, access)),
      ...(rules !== "all" && { rules }),
      ...(tools && { tools }),
    });
    this.connection = createProtocolConnection(
      new StreamMessageReader(down),
      new StreamMessageWriter(up),
    );
    this.#listen();
  }

  async start({
    capabilities = PULL,
    folders,
    initializationOptions,
  }: ClientOptions): Promise<void> {
    this.connection.listen();
    this.result = await this.connection.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: null,
      capabilities,
      workspaceFolders: folders?.map((uri) => ({ uri, name: uri })) ?? null,
      initializationOptions,
    });
    await this.connection.sendNotification(InitializedNotification.type, {});
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest(ShutdownRequest.type);
    this.connection.dispose();
  }

  /** Opens a document; if its file is not on the disk yet, it is saved there. */
  async open(uri: string, text: string): Promise<void> {
    const path = uri.replace(/^file:\/\//, "");
    if (path !== uri && !this.host.files.has(path)) this.host.files.set(path, text);
    const document = TextDocument.create(uri, "nginx", 1, text);
    this.documents.set(uri, document);
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: "nginx", version: 1, text },
    });
  }

  /** Replaces the first occurrence of `before`, as an incremental change. */
  async edit(uri: string, before: string, after: string): Promise<void> {
    const document = this.document(uri);
    const range = rangeOf(document, before);
    const version = document.version + 1;
    const contentChanges = [{ range, text: after }];
    TextDocument.update(document, contentChanges, version);
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  async close(uri: string): Promise<void> {
    this.documents.delete(uri);
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri },
    });
  }

  async configure(uri: string, section: unknown): Promise<void> {
    this.settings.set(uri, section);
    await this.connection.sendNotification(DidChangeConfigurationNotification.type, {
      settings: null,
    });
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri },
      ...(previousResultId !== undefined && { previousResultId }),
    });
  }

  async pullItems(uri: string): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    if (report.kind !== "full") throw new Error("expected a full report");
    return report.items;
  }

  /** The findings of a document, each as `line:word severity rule`. */
  async findings(uri: string): Promise<string[]> {
    return (await this.pullItems(uri)).map((it) => this.describe(uri, it));
  }

  describe(uri: string, { range, severity, code }: Diagnostic): string {
    const level = ["", "error", "warning", "information", "hint"][severity ?? 0];
    return `${range.start.line}:${this.document(uri).getText(range)} ${level} ${code}`;
  }

  async actions(uri: string, at: string, only?: string[]): Promise<CodeAction[]> {
    const context: CodeActionContext = { diagnostics: [], ...(only && { only }) };
    const answer = await this.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: rangeOf(this.document(uri), at),
      context,
    });
    return (answer ?? []).filter((it): it is CodeAction => !("command" in it));
  }

  /** The text of an open document after an edit. */
  applied(uri: string, edit: WorkspaceEdit | undefined): string {
    const document = this.document(uri);
    const versioned = edit?.documentChanges?.find(
      (it) => "textDocument" in it && it.textDocument.uri === uri,
    );
    const edits =
      versioned && "edits" in versioned ? versioned.edits : (edit?.changes?.[uri] ?? []);
    return TextDocument.applyEdits(
      document,
      edits.filter((it) => "newText" in it),
    );
  }

  document(uri: string): TextDocument {
    const document = this.documents.get(uri);
    if (!document) throw new Error(`${uri} is not open`);
    return document;
  }

  /** What was last published for a document. */
  last(uri: string): string[] | undefined {
    const params = this.published.findLast((it) => it.uri === uri);
    return params?.diagnostics.map((it) => this.describe(uri, it));
  }

  /** From now on files are read only after `release`; `asked` settles when the server wants one. */
  holdReads(): { readonly asked: Promise<void>; readonly release: () => void } {
    const { readFile } = this.host;
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const asked = new Promise<void>((resolve) => {
      this.host.readFile = async (path) => {
        resolve();
        await released;
        return readFile(path);
      };
    });
    return { asked, release };
  }

  /** Settles when the server has answered everything sent so far. */
  async roundTrip(): Promise<void> {
    for (let n = 0; n < 3; n++) {
      await this.connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri: "file:///none" },
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        context: { diagnostics: [] },
      });
    }
  }

  /** Settles when `condition` holds; asked again after each message from the server. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  #listen(): void {
    const { connection } = this;
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.published.push(params);
      this.#wake();
    });
    connection.onNotification(LogMessageNotification.type, ({ message }) => {
      this.log.push(message);
      this.#wake();
    });
    connection.onRequest(DiagnosticRefreshRequest.type, () => {
      this.refreshes++;
      this.#wake();
    });
    connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      this.registrations.push(...registrations);
      this.#wake();
    });
    connection.onRequest(UnregistrationRequest.type, ({ unregisterations }) => {
      const ids = new Set(unregisterations.map((it) => it.id));
      this.registrations.splice(0, Infinity, ...this.registrations.filter((it) => !ids.has(it.id)));
      this.#wake();
    });
    connection.onRequest(ConfigurationRequest.type, ({ items }) =>
      items.map(
        ({ scopeUri = "" }) => this.settings.get(scopeUri) ?? this.settings.get("") ?? null,
      ),
    );
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}

function rangeOf(document: TextDocument, text: string): Range {
  const start = document.getText().indexOf(text);
  if (start === -1) throw new Error(`"${text}" is not in the document`);
  return {
    start: document.positionAt(start),
    end: document.positionAt(start + text.length),
  };
}
