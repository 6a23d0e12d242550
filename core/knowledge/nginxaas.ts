/**
 * The limits of F5 NGINXaaS, from nginx/documentation at 76d29060 (2026-08-21):
 * `content/nginxaas-azure/getting-started/nginx-configuration/overview.md` for Azure,
 * `content/nginxaas/overview/nginx-configuration/configuration-rules.md` for AWS and Google Cloud,
 * `content/nginxaas/aws/deploy/nginx-configuration/nginx-config-restrictions.md` for AWS, and
 * `content/nginxaas/google/deploy/nginx-configuration/configuration-rules.md` for Google Cloud.
 */
import { LISTED } from "./generated/nginxaas.ts";

export type Cloud = "azure" | "aws" | "google";

export interface CloudFacts {
  /** What to call it in a message. */
  readonly name: string;
  readonly docs: string;
  /** Folders that nginx's master process may read; a certificate elsewhere "may or may not function". */
  readonly folders: readonly string[];
  /** Those of them that worker processes can't read. */
  readonly masterOnly: readonly string[];
  /** Why a directive is refused, by name. */
  readonly refused: ReadonlyMap<string, string>;
  /** Directives whose values the service sets itself. */
  readonly fixed: ReadonlySet<string>;
  /** Ports that no `listen` may have. */
  readonly ports: ReadonlySet<number>;
  /** Most ports that the whole configuration may listen on; undefined: no limit in every plan. */
  readonly maxPorts: number | undefined;
  /** True if a `listen` may only name all addresses or the loopback. */
  readonly unspecifiedOnly: boolean;
}

const ACTIVE_ACTIVE = "a source address can't be chosen in an active-active deployment";

const REFUSED: readonly (readonly [string, string])[] = [
  ["ssl_engine", "no hardware accelerator is available"],
  ["debug_points", "there is no access to nginx's processes"],
  ["quic_bpf", "QUIC connections can't migrate in an active-active deployment"],
  ...["fastcgi", "grpc", "memcached", "proxy", "scgi", "uwsgi"].map((it): [string, string] => [
    `${it}_bind`,
    ACTIVE_ACTIVE,
  ]),
];

const FIXED = [
  "user",
  "worker_processes",
  "worker_connections",
  "pid",
  "daemon",
  "master_process",
  "worker_cpu_affinity",
];

const ACME = "ACME can't run in an active-active deployment";

const AZURE: CloudFacts = {
  name: "NGINXaaS for Azure",
  docs: "https://docs.nginx.com/nginxaas-azure/getting-started/nginx-configuration/overview/",
  folders: ["/etc/nginx", "/opt", "/srv", "/var/www", "/tmp", "/var/cache/nginx"],
  masterOnly: ["/etc/nginx"],
  refused: new Map([
    ...REFUSED,
    ["tunnel_bind", ACTIVE_ACTIVE],
    ...["fastcgi", "grpc", "memcached", "proxy", "scgi", "tunnel", "uwsgi"].map(
      (it): [string, string] => [`${it}_bind_dynamic`, ACTIVE_ACTIVE],
    ),
    ["acme_issuer", ACME],
    ["acme_shared_zone", ACME],
    ["acme_certificate", ACME],
  ]),
  fixed: new Set(FIXED),
  ports: new Set([19, 21, 70, 119, 49151, 49153, 5140, 50000, 54141, 54779]),
  maxPorts: undefined,
  unspecifiedOnly: false,
};

const OTHERS = {
  folders: [
    "/etc/nginx",
    "/opt",
    "/srv",
    "/tmp",
    "/spool/nginx",
    "/var/cache/nginx",
    "/var/spool/nginx",
    "/var/www",
  ],
  masterOnly: ["/etc/nginx"],
  fixed: new Set([...FIXED, "worker_rlimit_nofile"]),
  ports: new Set([49151, 49152]),
  unspecifiedOnly: true,
};

const AWS: CloudFacts = {
  ...OTHERS,
  name: "NGINXaaS for AWS",
  docs: "https://docs.nginx.com/nginxaas/aws/deploy/nginx-configuration/configuration-rules/",
  refused: new Map(REFUSED),
  maxPorts: 50,
};

const GOOGLE: CloudFacts = {
  ...OTHERS,
  name: "NGINXaaS for Google Cloud",
  docs: "https://docs.nginx.com/nginxaas/google/deploy/nginx-configuration/configuration-rules/",
  refused: new Map([...REFUSED, ["ssl_ech_file", "its OpenSSL has no Encrypted Client Hello"]]),
  maxPorts: undefined,
};

const CLOUDS: Readonly<Record<Cloud, CloudFacts>> = { azure: AZURE, aws: AWS, google: GOOGLE };

export function cloudFacts(cloud: Cloud): CloudFacts {
  return CLOUDS[cloud];
}

/** True if the service's documentation names the directive as supported. */
export function isListed(name: string, cloud: Cloud): boolean {
  const where = table().get(name);
  return where === "both" || where === (cloud === "azure" ? "azure" : "others");
}

function table(): ReadonlyMap<string, string> {
  decoded ??= new Map(
    LISTED.trim()
      .split("\n")
      .map((line): [string, string] => {
        const [name = "", where = "both"] = line.split(" ");
        return [name, where];
      }),
  );
  return decoded;
}

let decoded: ReadonlyMap<string, string> | undefined;
