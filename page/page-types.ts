/** What the functions of the page share with each other and with the editor around it. */

/** What the page says to the editor around it. */
export type PageMessage =
  | { readonly type: "ready" }
  | { readonly type: "open"; readonly id: string }
  | { readonly type: "export"; readonly format: string };

/** What the editor says to the page. */
export type EditorMessage =
  | { readonly type: "content"; readonly content: string }
  | { readonly type: "show"; readonly id: string }
  /** What the editor wants back when it restores the page after a reload. */
  | { readonly type: "keep"; readonly state: unknown };

/** The editor around the page. */
export interface Editor {
  postMessage(message: PageMessage): void;
  setState(state: unknown): void;
}

export interface Page {
  readonly content: HTMLElement;
  /** Undefined in a plain browser. */
  readonly editor: Editor | undefined;
  readonly send: ((message: PageMessage) => void) | undefined;
  zoom: number;
  /** Id of the thing that was focused last. */
  current: string;
  /** Which of the matches is shown. */
  match: number;
}
