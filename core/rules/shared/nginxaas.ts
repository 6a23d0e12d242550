/** What the rules about NGINXaaS share. */
import type { Config } from "../../config/config.ts";
import { cloudOf } from "../../config/platform.ts";
import { type CloudFacts, cloudFacts } from "../../knowledge/nginxaas.ts";

/** The limits of the service that reads the configuration; undefined if another nginx does. */
export function serviceOf(config: Config): CloudFacts | undefined {
  const cloud = cloudOf(config.settings.platform);
  return cloud && cloudFacts(cloud);
}

export const AZURE_DOCS =
  "https://docs.nginx.com/nginxaas-azure/getting-started/nginx-configuration/overview/";

export const GOOGLE_DOCS =
  "https://docs.nginx.com/nginxaas/google/deploy/nginx-configuration/configuration-rules/";

export const AWS_DOCS =
  "https://docs.nginx.com/nginxaas/aws/deploy/nginx-configuration/nginx-config-restrictions/";
