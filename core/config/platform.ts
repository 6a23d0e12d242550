/** Which nginx a configuration is written for. */

import { lookUp } from "../knowledge/directives.ts";
import type { Cloud } from "../knowledge/nginxaas.ts";
import type { Platform } from "../settings.ts";
import type { Config } from "./config.ts";

/** True for NGINX Plus and what is made of it. */
export function knowsPlus(platform: Platform): boolean {
  return platform === "nginx-plus" || isNginxaas(platform);
}

/** True if a directive stands in it that only NGINX Plus has. */
export function usesPlus(config: Config): boolean {
  for (const scope of config.root.inward()) {
    if (scope.place === "other") continue;
    for (const { directive } of scope.entries) {
      const rows = lookUp(directive.name.text);
      if (rows.length > 0 && rows.every((it) => it.origin === "plus")) return true;
    }
  }
  return false;
}

/** True for NGINX Plus as a service. */
export function isNginxaas(platform: Platform): boolean {
  return cloudOf(platform) !== undefined;
}

/** The cloud whose NGINXaaS reads the configuration, if one does. */
export function cloudOf(platform: Platform): Cloud | undefined {
  switch (platform) {
    case "nginxaas-azure":
      return "azure";
    case "nginxaas-aws":
      return "aws";
    case "nginxaas-google":
      return "google";
    default:
      return undefined;
  }
}
