/**
 * Asks the client for code lenses, inlay hints and semantic tokens anew when something else than an edit of
 * their own document has changed them: another document, a file on disk, a setting. Only answers that were
 * given for the present text and would now differ count, each once, so that no request leads to another one.
 */
import {
  CodeLensRefreshRequest,
  type Connection,
  type TextDocumentIdentifier,
} from "vscode-languageserver";
import type { ClientSupport } from "./client-support.ts";
import { Debouncer } from "./debounce.ts";
import type { Feature } from "./feature.ts";
import { QUIET_MS, type Server } from "./server.ts";

export type Shown = keyof ClientSupport["refresh"];

export const refreshFeature: Feature = {
  capabilities: () => ({}),
  listen: (server, guard) => {
    const debouncer = new Debouncer();
    server.checker.onTouched(() => {
      debouncer.schedule("refresh", QUIET_MS, () =>
        guard.background("refreshing what is shown", () => refresh(server)),
      );
    });
    DEBOUNCERS.set(server, debouncer);
  },
  dispose: (server) => DEBOUNCERS.get(server)?.cancelAll(),
};

const DEBOUNCERS = new WeakMap<Server, Debouncer>();

/** An answer that the client goes on showing. */
interface Answer {
  readonly kind: Shown;
  readonly uri: string;
  /** Of the document. */
  readonly version: number;
  readonly digest: string;
  /** The digest of what would be answered now. */
  readonly again: () => Promise<string>;
  /** The state of the world for which it was found to hold. */
  readonly state: number;
}

/** The last answer of each kind to each document. */
const ANSWERS = new WeakMap<Server, Map<string, Answer>>();

/** What `compute` answers, which is remembered. `digest`: equal for answers that look alike. */
export async function remembered<A>(
  server: Server,
  kind: Shown,
  { uri }: TextDocumentIdentifier,
  compute: () => Promise<A>,
  digest: (answer: A) => string = (it) => JSON.stringify(it),
): Promise<A> {
  const { documents, support } = server.workspace;
  const { state } = server.checker;
  const version = documents.get(uri)?.version;
  const answer = await compute();
  if (version === undefined || !support.refresh[kind]) return answer;
  const answers = ANSWERS.get(server) ?? new Map<string, Answer>();
  ANSWERS.set(server, answers);
  const again = async () => digest(await compute());
  answers.set(`${kind} ${uri}`, { kind, uri, version, state, again, digest: digest(answer) });
  return answer;
}

/** Ends when the world changes meanwhile: that starts another run. */
async function refresh(server: Server): Promise<void> {
  const { checker, workspace } = server;
  const { state } = checker;
  const answers = ANSWERS.get(server) ?? new Map<string, Answer>();
  const stale = new Map<string, Answer>();
  for (const [key, answer] of [...answers]) {
    const { uri, version, digest } = answer;
    if (version !== workspace.documents.get(uri)?.version) answers.delete(key);
    else if (answer.state !== state) {
      const now = await answer.again();
      await pause();
      if (checker.state !== state) return;
      if (answers.get(key) !== answer) continue;
      if (now === digest) answers.set(key, { ...answer, state });
      else stale.set(key, answer);
    }
  }
  for (const key of stale.keys()) answers.delete(key);
  for (const kind of new Set([...stale.values()].map((it) => it.kind))) {
    await REQUESTS[kind](workspace.connection);
  }
}

const REQUESTS: Readonly<Record<Shown, (connection: Connection) => Promise<void>>> = {
  codeLens: (it) => it.sendRequest(CodeLensRefreshRequest.type),
  inlayHint: (it) => it.languages.inlayHint.refresh(),
  semanticTokens: (it) => it.languages.semanticTokens.refresh(),
};

/** Lets messages that wait be heard: an edit among them ends the run. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
