/** The life of the language server as the editor sees it. */
import {
  type Disposable,
  type Event,
  EventEmitter,
  type LogOutputChannel,
  type Uri,
  workspace,
} from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { SELECTOR } from "./documents.ts";
import { serveFiles } from "./files.ts";

export type CreateClient = (options: LanguageClientOptions) => Promise<BaseLanguageClient>;
export type SessionState = "idle" | "starting" | "running" | "failed";

export class Session implements Disposable {
  readonly #createClient: CreateClient;
  readonly #output: LogOutputChannel;
  readonly #reference: Uri;
  readonly #changed = new EventEmitter<SessionState>();
  readonly onDidChangeState: Event<SessionState> = this.#changed.event;
  #state: SessionState = "idle";
  #client: BaseLanguageClient | undefined;
  #starting: Promise<void> | undefined;

  /** `reference`: the documentation of directives, which a server without a disk asks for. */
  constructor(createClient: CreateClient, output: LogOutputChannel, reference: Uri) {
    this.#createClient = createClient;
    this.#output = output;
    this.#reference = reference;
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Starts the server unless it was started. A failure is logged and shown by the state; it does not reject. */
  start(): Promise<void> {
    this.#starting ??= this.#launch();
    return this.#starting;
  }

  async restart(): Promise<void> {
    await this.#starting;
    await this.#stop();
    this.#starting = undefined;
    await this.start();
  }

  /** Tells the running server that files outside the workspace and certificates may now be read. */
  async grantTrust(): Promise<void> {
    await this.#starting;
    await this.#client?.sendNotification("nginxTls/trustGranted");
    this.#changed.fire(this.#state);
  }

  /** Asks the server something of our own, once it runs. Rejects with the server's words, or if it does not run. */
  async request<Answer>(method: string, params: object): Promise<Answer> {
    await this.start();
    if (!this.#client || this.#state === "failed") {
      throw new Error("The language server does not run.");
    }
    return this.#client.sendRequest<Answer>(method, params);
  }

  dispose(): void {
    void this.#stop();
    this.#changed.dispose();
  }

  async #launch(): Promise<void> {
    this.#enter("starting");
    try {
      const { State } = await import("vscode-languageclient");
      const client = await this.#createClient(clientOptions(this.#output, this.#reference));
      this.#client = client;
      serveFiles(client);
      client.onDidChangeState(({ newState }) => {
        if (this.#client !== client) return;
        if (newState === State.Running) this.#enter("running");
        if (newState === State.Starting) this.#enter("starting");
        if (newState === State.Stopped) this.#enter("failed");
      });
      await client.start();
    } catch (error) {
      this.#output.error(error instanceof Error ? error : String(error));
      this.#enter("failed");
    }
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      this.#output.warn(String(error));
    }
  }

  #enter(state: SessionState): void {
    this.#state = state;
    this.#changed.fire(state);
  }
}

function clientOptions(outputChannel: LogOutputChannel, reference: Uri): LanguageClientOptions {
  return {
    documentSelector: SELECTOR,
    outputChannel,
    initializationOptions: () => ({
      restricted: !workspace.isTrusted,
      virtualFiles: true,
      reference: reference.toString(),
      suggestCommand: "editor.action.triggerSuggest",
      postureCommand: "nginxTls.showPosture",
      workspaceFolders: (workspace.workspaceFolders ?? []).map(({ name, uri }) => ({
        name,
        uri: uri.toString(),
      })),
    }),
  };
}
