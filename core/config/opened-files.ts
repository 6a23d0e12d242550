/** Which of the files that a configuration names nginx opens when it starts. */
import { TLS_FILES } from "../knowledge/tls-files.ts";
import type { Config } from "./config.ts";
import { serversWith, type VirtualServer } from "./listeners.ts";
import type { Located } from "./scope.ts";
import { connectionIsSetUp, serverIsSetUp } from "./startup.ts";

/** True if nginx opens the file of a directive at start, and so refuses a missing one. */
export function fileIsOpened(config: Config, located: Located): boolean {
  const name = located.directive.name.text;
  const role = TLS_FILES.get(name);
  if (role === "passwords" || role === "host-key" || name.startsWith("js_")) return true;
  if (role === "certificate" || role === "key") {
    return config.identities.some(
      (it) => it.isLoaded && [...it.certificates, ...it.keys].includes(located),
    );
  }
  if (name.startsWith("ssl_")) {
    return serversWith(located, config).some((it) => isOpenedFor(it, name, config));
  }
  return config.connections.some(
    (it) =>
      connectionIsSetUp(it) &&
      it.isOn("ssl_verify") &&
      ["ssl_trusted_certificate", "ssl_crl"].some((suffix) =>
        it.setting(suffix).directives.includes(located),
      ),
  );
}

function isOpenedFor(server: VirtualServer, name: string, config: Config): boolean {
  const verifies = server.verifyClient !== "off";
  if (!serverIsSetUp(server.scope, config.settings)) return false;
  if (name === "ssl_client_certificate") return verifies && server.hasCertificate;
  if (name === "ssl_stapling_file") return server.isOn("ssl_stapling") && isStatic(server);
  if (server.family === "mail" && /^ssl_(trusted_certificate|crl)$/.test(name)) return verifies;
  return server.hasCertificate || server.rejectsHandshake;
}

/** Stapling is not set up for certificates that have a variable in their name. */
function isStatic(server: VirtualServer): boolean {
  const certificates = server.settings("ssl_certificate");
  return certificates.every((it) => !it.directive.args[0]?.text.includes("$"));
}
