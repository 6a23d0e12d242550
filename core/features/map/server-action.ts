/** What a server does that passes nothing on. */
import type { VirtualServer } from "../../config/listeners.ts";
import type { Located } from "../../config/scope.ts";

export function actionOf(server: VirtualServer): {
  readonly action: string;
  readonly located: Located | undefined;
} {
  const { scope } = server;
  const inside = scope.inward();
  const first = (name: string) => inside.flatMap((it) => it.named(name))[0];
  if (server.rejectsHandshake) {
    return {
      action: "refuses TLS handshakes",
      located: server.settings("ssl_reject_handshake")[0],
    };
  }
  const answer = first("return");
  if (answer) {
    const [status = "", target = ""] = answer.directive.args.map((it) => it.text);
    const redirect = /^https?:\/\//.test(status)
      ? status
      : /^30[12378]$/.test(status)
        ? target
        : "";
    const action = redirect === "" ? `answers ${status}` : `redirects to ${redirect}`;
    return { action, located: answer };
  }
  const rewrite = inside
    .flatMap((it) => it.named("rewrite"))
    .find((it) => /^https?:/.test(it.directive.args[1]?.text ?? ""));
  if (rewrite) {
    return { action: `redirects to ${rewrite.directive.args[1]?.text}`, located: rewrite };
  }
  const root = first("root") ?? first("alias") ?? scope.nearest("root")?.directives[0];
  if (root) return { action: `serves files of ${root.directive.args[0]?.text}`, located: root };
  return { action: "passes nothing on", located: undefined };
}
