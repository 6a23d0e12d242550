/** What releases of distributions ship: suggestions for settings, not facts that rules build on. */

export interface ShippedVersion {
  readonly version: string;
  readonly by: string;
}

/** The newest first. */
export const SHIPPED_NGINX: readonly ShippedVersion[] = [
  { version: "1.26.3", by: "Debian 13" },
  { version: "1.24.0", by: "Ubuntu 24.04" },
  { version: "1.22.1", by: "Debian 12" },
  { version: "1.18.0", by: "Debian 11, Ubuntu 22.04" },
];

export const SHIPPED_OPENSSL: readonly ShippedVersion[] = [
  { version: "3.5", by: "Debian 13" },
  { version: "3.0", by: "Debian 12, Ubuntu 22.04 and 24.04" },
  { version: "1.1.1", by: "Debian 11" },
];
