import type { Documentation, ProbeOutcome, ProbePlan } from "#core";
import type { NginxTest, NginxTestResult } from "../host/nginx-test.ts";
import type { Checked, Checker } from "./checker.ts";
import type { View } from "./to-protocol.ts";
import type { Workspace } from "./workspace.ts";

/** What a handler works with. */
export interface Server {
  readonly workspace: Workspace;
  readonly checker: Checker;
  readonly feedback: Feedback;
  /** NGINX's documentation, read when first asked for; empty where it can't be had. */
  readonly documentation: () => Promise<Documentation>;
  readonly tools?: Tools;
}

/** What only a process of this machine can do. Each is used when the user asks for it, never else. */
export interface Tools {
  /** Runs `nginx -t`. */
  testWithNginx(test: NginxTest): Promise<NginxTestResult>;
  /** Makes one TLS connection. */
  probe(plan: ProbePlan, fallbackCa?: string): Promise<ProbeOutcome>;
}

/** How findings reach the client: it pulls them, or they are pushed. */
export interface Feedback {
  /** Takes notice of a new text. */
  changed(): void;
  /** Takes notice of a document's end. */
  closed(uri: string): void;
  /** Takes notice of anything else that findings depend on. */
  recheckAll(): void;
  dispose(): void;
}

/** Runs a task nobody waits for; its failure is logged. */
export type Background = (what: string, task: () => Promise<void>) => void;

/** Waits for a burst of changes to end. */
export const QUIET_MS = 250;

/** Starts the next state of the world and lets every open document be judged anew. */
export function recheckAll({ checker, feedback }: Server): void {
  checker.touch();
  feedback.recheckAll();
}

/** What making LSP of findings needs to know. */
export function viewOf({ uris, support }: Workspace, { files, versions }: Checked): View {
  return { files, versions, uris, support };
}
