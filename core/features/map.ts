/** The TLS map and the certificate timeline, as data and in every form that shells print or show. */
export { buildMap } from "./map/build.ts";
export { type CertificateEntry, certificatesOf } from "./map/certificate-use.ts";
export type { Layout } from "./map/geometry.ts";
export { certificatesToJson, mapToJson } from "./map/json.ts";
export { layoutMap } from "./map/layout.ts";
export { validityInWords } from "./map/marks.ts";
export { mapToMermaid } from "./map/mermaid.ts";
export type { TlsMap } from "./map/model.ts";
export { certificatesToHtml, mapContent, mapToHtml, type PageFacts } from "./map/page.ts";
export { placesOfMap } from "./map/places.ts";
export { mapToSvg } from "./map/svg.ts";
export { thingAt } from "./map/thing-at.ts";
export { dayOf, placeText, type Where } from "./map/where.ts";
