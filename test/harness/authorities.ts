/** CA certificates and lists in made-up files: a root, a CA below it, and one below that. */
import type { CertificateSketch } from "../../core/rules/shared/example-files.ts";

export const ROOT: CertificateSketch = { name: "Root", issuer: "Root", isCa: true };
export const MIDDLE: CertificateSketch = { name: "Middle", issuer: "Root", isCa: true };
export const LOWEST: CertificateSketch = { name: "Lowest", issuer: "Middle", isCa: true };

/** An upstream that is verified against `ca`. */
export function verifying(ca: string, more = ""): string {
  return `http { server { location / { proxy_pass https://a.example.com; proxy_ssl_server_name on; proxy_ssl_verify on; proxy_ssl_trusted_certificate ${ca}; ${more} } } }`;
}
