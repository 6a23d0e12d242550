/** The command that asks what it must know and inserts one verified TLS connection to an upstream. */
import { Range, SnippetString, type TextEditor, window, workspace } from "vscode";
import {
  checkName,
  checkTarget,
  hostOf,
  type Insertion,
  insertionAt,
  isIpAddress,
  type UpstreamProtocol,
  type UpstreamTls,
  upstreamNames,
  upstreamTlsLines,
} from "./upstream-tls.ts";
import { type Choice, enter, pick, runWizard, type Step } from "./wizard.ts";

interface Draft {
  readonly protocol: UpstreamProtocol;
  readonly target: string;
  readonly isGroup: boolean;
  readonly name: string;
  readonly trustedCertificate: string;
  readonly ownBundle: boolean;
  readonly mutual: boolean;
  readonly certificate: string;
  readonly key: string;
  readonly sessionReuse: boolean;
}

/** Asks, and inserts the block at the cursor; does nothing if one of the questions is left. */
export async function insertUpstreamTls(): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) return;
  const text = editor.document.getText();
  const configured = workspace
    .getConfiguration("nginxTls", editor.document)
    .get("trustedCertificate", BUNDLES[0].label);
  const draft = await runWizard(
    "Insert Upstream TLS Block",
    steps(upstreamNames(text), configured),
    {
      protocol: "http",
      target: "",
      isGroup: false,
      name: "",
      trustedCertificate: configured,
      ownBundle: false,
      mutual: false,
      certificate: "/etc/nginx/client.pem",
      key: "/etc/nginx/client.key",
      sessionReuse: true,
    },
  );
  if (draft) await insert(editor, upstreamTlsLines(answers(draft)));
}

function answers(draft: Draft): UpstreamTls {
  const { certificate, key } = draft;
  return { ...draft, ...(draft.mutual ? { client: { certificate, key } } : {}) };
}

async function insert(editor: TextEditor, lines: readonly string[]): Promise<void> {
  const { document, selection } = editor;
  const at = selection.active.line;
  const insertion: Insertion = insertionAt(document.getText().split(/\r?\n/), at, lines);
  const { range } = document.lineAt(at);
  const where = insertion.place === "replace-line" ? range : new Range(range.end, range.end);
  await editor.insertSnippet(
    new SnippetString().appendText(insertion.text).appendTabstop(0),
    where,
  );
}

const PROTOCOLS: readonly Choice<UpstreamProtocol>[] = [
  { value: "http", label: "HTTP", description: "proxy_pass https://" },
  { value: "grpc", label: "gRPC", description: "grpc_pass grpcs://" },
  { value: "uwsgi", label: "uwsgi", description: "uwsgi_pass suwsgi://" },
  { value: "stream", label: "TCP", description: "proxy_pass in stream, with proxy_ssl on" },
];

const BUNDLES = [
  { label: "/etc/ssl/certs/ca-certificates.crt", description: "Debian, Ubuntu" },
  { label: "/etc/pki/tls/certs/ca-bundle.crt", description: "RHEL, Fedora" },
  { label: "/etc/ssl/cert.pem", description: "Alpine" },
] as const;

function steps(groups: readonly string[], configuredBundle: string): readonly Step<Draft>[] {
  return [
    askProtocol,
    ...(groups.length > 0 ? [askGroup(groups)] : []),
    askHost,
    askName,
    askBundle(configuredBundle),
    askOwnBundle,
    askMutual,
    askPath("certificate", "Client certificate that NGINX shows to the upstream"),
    askPath("key", "Private key of the client certificate"),
    askSessionReuse,
  ];
}

const always = () => true;

const askProtocol: Step<Draft> = {
  applies: always,
  async ask(frame, draft) {
    const answer = await pick(frame, "How is the upstream spoken to?", PROTOCOLS);
    return typeof answer === "string" ? answer : { value: { ...draft, protocol: answer.value } };
  },
};

function askGroup(groups: readonly string[]): Step<Draft> {
  const choices: Choice<string>[] = [
    ...groups.map((it) => ({ value: it, label: it, description: "upstream group in this file" })),
    { value: "", label: "Another host…" },
  ];
  return {
    applies: always,
    async ask(frame, draft) {
      const answer = await pick(frame, "Which upstream?", choices);
      if (typeof answer === "string") return answer;
      return { value: { ...draft, target: answer.value, isGroup: answer.value !== "" } };
    },
  };
}

const askHost: Step<Draft> = {
  applies: (draft) => !draft.isGroup,
  async ask(frame, draft) {
    const answer = await enter(frame, {
      prompt: "Host of the upstream, with its port unless it is the usual one",
      initial: draft.target,
      check: (text) => checkTarget(draft.protocol, text),
    });
    return typeof answer === "string" ? answer : { value: { ...draft, target: answer.value } };
  },
};

const askName: Step<Draft> = {
  applies: always,
  async ask(frame, draft) {
    const host = hostOf(draft.target);
    const answer = await enter(frame, {
      prompt: "Name that the upstream's certificate must have; it is also sent as SNI",
      initial: isIpAddress(host) ? "" : host,
      check: checkName,
    });
    return typeof answer === "string" ? answer : { value: { ...draft, name: answer.value } };
  },
};

function askBundle(configured: string): Step<Draft> {
  const system = BUNDLES.filter((it) => it.label !== configured);
  const choices: Choice<string>[] = [
    { value: configured, label: configured, description: "nginxTls.trustedCertificate" },
    ...system.map((it) => ({ value: it.label, ...it })),
    { value: "", label: "Another file…", description: "for example the CA of your own company" },
  ];
  return {
    applies: always,
    async ask(frame, draft) {
      const answer = await pick(frame, "Which CAs may sign the upstream's certificate?", choices);
      if (typeof answer === "string") return answer;
      const trustedCertificate = answer.value || draft.trustedCertificate;
      return { value: { ...draft, trustedCertificate, ownBundle: answer.value === "" } };
    },
  };
}

const askOwnBundle: Step<Draft> = {
  applies: (draft) => draft.ownBundle,
  async ask(frame, draft) {
    const answer = await enter(frame, {
      prompt: "PEM file with the trusted CA certificates",
      initial: "/etc/nginx/trusted_ca_cert.crt",
      check: checkPath,
    });
    if (typeof answer === "string") return answer;
    return { value: { ...draft, trustedCertificate: answer.value } };
  },
};

const askMutual: Step<Draft> = {
  applies: always,
  async ask(frame, draft) {
    const answer = await pick(frame, "Does the upstream ask for a client certificate?", [
      { value: false, label: "No" },
      { value: true, label: "Yes, mutual TLS" },
    ]);
    return typeof answer === "string" ? answer : { value: { ...draft, mutual: answer.value } };
  },
};

function askPath(field: "certificate" | "key", prompt: string): Step<Draft> {
  return {
    applies: (draft) => draft.mutual,
    async ask(frame, draft) {
      const answer = await enter(frame, { prompt, initial: draft[field], check: checkPath });
      return typeof answer === "string" ? answer : { value: { ...draft, [field]: answer.value } };
    },
  };
}

const askSessionReuse: Step<Draft> = {
  applies: always,
  async ask(frame, draft) {
    const answer = await pick(frame, "Reuse TLS sessions of earlier connections?", [
      { value: true, label: "Yes", description: "the default; saves handshakes" },
      { value: false, label: "No", description: "a full handshake for every connection" },
    ]);
    return typeof answer === "string"
      ? answer
      : { value: { ...draft, sessionReuse: answer.value } };
  },
};

function checkPath(text: string): string | undefined {
  return text === "" ? "Give the path of a file" : undefined;
}
