/** The TLS posture of a configuration's connections: what protects them, and where each part comes from. */

export { servedCertificates } from "../config/served-certificates.ts";
export { connectionPosture } from "./posture/connection.ts";
export { listenerPosture } from "./posture/listener.ts";
export type { Posture, PostureRow, Verdict } from "./posture/row.ts";
