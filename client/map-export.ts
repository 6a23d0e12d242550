/** Saves the TLS map as a file. */
import { Uri, window, workspace } from "vscode";
import { nonceText } from "./map-nonce.ts";
import { type MapQuestion, requestMap } from "./map-request.ts";
import type { Session } from "./session.ts";

interface Form {
  readonly label: string;
  readonly description: string;
  readonly form: MapQuestion["form"];
  readonly extension: string;
}

const FORMS: readonly Form[] = [
  { label: "SVG", description: "picture", form: "svg", extension: "svg" },
  {
    label: "HTML",
    description: "page with search and the certificates over time",
    form: "html",
    extension: "html",
  },
  { label: "Mermaid", description: "diagram for Markdown", form: "mermaid", extension: "mmd" },
  { label: "JSON", description: "data for programs", form: "json", extension: "json" },
];

/** Asks for the form unless it is named, and for the file. */
export async function exportMap(session: Session, uri: Uri, format?: string): Promise<void> {
  const named = FORMS.find((it) => it.form === format);
  const chosen = named ?? (await window.showQuickPick(FORMS, { title: "Export TLS Map" }));
  if (!chosen) return;
  const { form, extension, label } = chosen;
  const answer = await requestMap(session, { uri, form, nonce: nonceText() });
  if (!answer) return;
  const name = `${answer.name.replace(/\.[a-z]+$/, "")}-tls-map.${extension}`;
  const target = await window.showSaveDialog({
    defaultUri: Uri.joinPath(uri, "..", name),
    filters: { [label]: [extension] },
    title: "Export TLS Map",
  });
  if (target) await workspace.fs.writeFile(target, new TextEncoder().encode(answer.text));
}
