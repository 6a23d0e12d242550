/** The TLS map in a view beside the text: follows the configuration, and leads to its lines. */
import {
  commands,
  Disposable,
  Position,
  Range,
  type TextDocument,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import { isNginx } from "./documents.ts";
import { exportMap } from "./map-export.ts";
import { nonceText } from "./map-nonce.ts";
import { type MapAnswer, type MapLocation, type MapQuestion, requestMap } from "./map-request.ts";
import type { Session } from "./session.ts";

const VIEW = "nginxTls.map";
const QUIET_MS = 300;

export function registerMap(session: Session): Disposable {
  const view = new MapView(session);
  return Disposable.from(
    view,
    window.registerWebviewPanelSerializer(VIEW, {
      deserializeWebviewPanel: (panel, state) => view.restore(panel, state),
    }),
    commands.registerCommand("nginxTls.showMap", () => {
      const editor = window.activeTextEditor;
      if (!editor || !isNginx(editor.document)) return noDocument();
      return view.show(editor.document.uri, editor.selection.active);
    }),
    commands.registerCommand(
      "nginxTls.showPosture",
      (uri: string, at: { readonly line: number; readonly character: number }) =>
        view.show(Uri.parse(uri), new Position(at.line, at.character)),
    ),
    commands.registerCommand("nginxTls.exportMap", () => {
      const uri = window.activeTextEditor?.document.uri ?? view.uri;
      return uri ? exportMap(session, uri) : noDocument();
    }),
  );
}

async function noDocument(): Promise<void> {
  await window.showInformationMessage("Open an NGINX configuration first.");
}

class MapView implements Disposable {
  readonly #session: Session;
  readonly #listeners: Disposable;
  #panel: WebviewPanel | undefined;
  #uri: Uri | undefined;
  #places: MapAnswer["places"] = {};
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts requests: of several answers only the last counts. */
  #asked = 0;
  /** Id of the thing to show once the page is there. */
  #wanted: string | undefined;

  constructor(session: Session) {
    this.#session = session;
    this.#listeners = Disposable.from(
      workspace.onDidChangeTextDocument(({ document }) => this.#changed(document)),
      window.onDidChangeActiveTextEditor((editor) => {
        if (editor && isNginx(editor.document)) this.#follow(editor.document);
      }),
    );
  }

  /** The document whose configuration is shown. */
  get uri(): Uri | undefined {
    return this.#uri;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listeners.dispose();
    this.#panel?.dispose();
  }

  /** Shows the map, and in it what stands at a position. */
  async show(uri: Uri, position: Position): Promise<void> {
    this.#uri = uri;
    if (this.#panel) {
      this.#panel.reveal(undefined, true);
      await this.#update(position);
      return;
    }
    const nonce = nonceText();
    const answer = await this.#ask({ uri, form: "page", nonce, position });
    if (!answer) return;
    const panel = window.createWebviewPanel(
      VIEW,
      titleOf(answer),
      { viewColumn: ViewColumn.Beside, preserveFocus: true },
      OPTIONS,
    );
    this.#fill(panel, answer);
  }

  /** Takes over a view of before the window was reloaded; one whose document is gone is closed. */
  async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    const uri = documentOf(state);
    const nonce = nonceText();
    const answer = uri && (await this.#ask({ uri, form: "page", nonce }).catch(() => undefined));
    if (!uri || !answer || this.#panel) {
      panel.dispose();
      return;
    }
    this.#uri = uri;
    panel.title = titleOf(answer);
    panel.webview.options = OPTIONS;
    this.#fill(panel, answer);
  }

  #fill(panel: WebviewPanel, answer: MapAnswer): void {
    this.#panel = panel;
    this.#wanted = answer.id;
    this.#places = answer.places;
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message));
    panel.webview.html = answer.text;
  }

  /** The document is opened if no editor holds it any more: the server knows open ones alone. */
  async #ask(question: MapQuestion): Promise<MapAnswer | undefined> {
    await workspace.openTextDocument(question.uri);
    return requestMap(this.#session, question);
  }

  #changed(document: TextDocument): void {
    if (!this.#panel || !isNginx(document)) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#update(), QUIET_MS);
  }

  #follow({ uri }: TextDocument): void {
    if (!this.#panel || uri.toString() === this.#uri?.toString()) return;
    this.#uri = uri;
    void this.#update();
  }

  async #update(position?: Position): Promise<void> {
    if (!this.#uri) return;
    const asked = ++this.#asked;
    const answer = await this.#ask({
      uri: this.#uri,
      form: "content",
      ...(position && { position }),
    }).catch(() => undefined);
    if (!answer || asked !== this.#asked || !this.#panel) return;
    this.#places = answer.places;
    this.#panel.title = titleOf(answer);
    await this.#keep();
    await this.#panel.webview.postMessage({ type: "content", content: answer.text });
    if (answer.id) await this.#panel.webview.postMessage({ type: "show", id: answer.id });
  }

  /** Lets the page remember its document, for `restore`. */
  async #keep(): Promise<void> {
    const state: State = { document: this.#uri?.toString() ?? "" };
    await this.#panel?.webview.postMessage({ type: "keep", state });
  }

  async #receive(message: unknown): Promise<void> {
    if (!isMessage(message)) return;
    if (message.type === "ready") await this.#keep();
    if (message.type === "ready" && this.#wanted !== undefined) {
      await this.#panel?.webview.postMessage({ type: "show", id: this.#wanted });
      this.#wanted = undefined;
    } else if (message.type === "ready") {
      await this.#update();
    }
    const place = message.id === undefined ? undefined : this.#places[message.id];
    if (message.type === "open" && place) await openPlace(place);
    if (message.type === "export" && this.#uri) {
      await exportMap(this.#session, this.#uri, message.format);
    }
  }
}

const OPTIONS = { enableScripts: true, localResourceRoots: [] };

interface State {
  readonly document: string;
}

function documentOf(state: unknown): Uri | undefined {
  if (typeof state !== "object" || state === null || !("document" in state)) return undefined;
  const { document } = state;
  return typeof document === "string" && document !== "" ? Uri.parse(document) : undefined;
}

function titleOf({ name }: MapAnswer): string {
  return `TLS Map: ${name}`;
}

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly format?: string;
}

function isMessage(value: unknown): value is Message {
  if (typeof value !== "object" || value === null || !("type" in value)) return false;
  const texts = [value.type, "id" in value ? value.id : "", "format" in value ? value.format : ""];
  return texts.every((it) => typeof it === "string");
}

/** In the column where the file is open, else beside the map. */
async function openPlace({ uri, range }: MapLocation): Promise<void> {
  const target = Uri.parse(uri);
  const editor = window.visibleTextEditors.find(
    (it) => it.document.uri.toString() === target.toString(),
  );
  const { start, end } = range;
  await window.showTextDocument(target, {
    viewColumn: editor?.viewColumn ?? ViewColumn.One,
    selection: new Range(start.line, start.character, end.line, end.character),
  });
}
