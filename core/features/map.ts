/** The TLS map and the certificate timeline, as data and in every form that shells print or show. */
export { buildMap, type MapFacts } from "./map/build.ts";
export {
  type CertificateEntry,
  type CertificateFacts,
  type CertificateState,
  certificatesOf,
} from "./map/certificate-use.ts";
export { type Layout, layoutMap } from "./map/layout.ts";
export type { MapPlace, TlsMap } from "./map/model.ts";
export { mapToSvg, type SvgOptions } from "./map/svg.ts";
