/** Where operating systems keep the CA certificates that they trust. nginx itself has no default. */

export interface CaBundle {
  readonly path: string;
  readonly systems: readonly string[];
}

/** The commonest first; the first is the default of `nginxTls.trustedCertificate`. */
export const CA_BUNDLES: readonly CaBundle[] = [
  { path: "/etc/ssl/certs/ca-certificates.crt", systems: ["Debian", "Ubuntu", "Arch Linux"] },
  { path: "/etc/pki/tls/certs/ca-bundle.crt", systems: ["RHEL", "Fedora", "Amazon Linux"] },
  { path: "/etc/ssl/cert.pem", systems: ["Alpine", "FreeBSD", "macOS"] },
  { path: "/etc/ssl/ca-bundle.pem", systems: ["openSUSE", "SLES"] },
];
