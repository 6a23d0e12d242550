/** What came of a TLS connection to an upstream, and what nginx would make of it. */
import { dateOf } from "../../certificates/days.ts";
import { endpointText, type ProbePlan } from "./probe-plan.ts";

export interface ProbeOutcome {
  /** The handshake came to its end. */
  readonly connected: boolean;
  /** Why not: an error of the system or of OpenSSL. */
  readonly failure?: { readonly code: string; readonly message: string };
  readonly protocol?: string;
  readonly cipher?: string;
  /** The upstream's certificate. */
  readonly certificate?: {
    readonly subject: string;
    readonly issuer: string;
    /** Its alternative names, e.g. `www.example.com`, `192.0.2.1`. */
    readonly names: readonly string[];
    /** Milliseconds since 1970. */
    readonly notAfter: number;
  };
  /** OpenSSL's verdict on the chain, e.g. `UNABLE_TO_GET_ISSUER_CERT_LOCALLY`; undefined: fine, or not asked. */
  readonly chainError?: string;
  /** Intermediate CA certificates between the upstream's certificate and a root. */
  readonly intermediates?: number;
  /** What X509_check_host says of `ProbePlan.name`. */
  readonly nameMatches?: boolean;
  /** True if the chain was checked although nginx is not told to verify. */
  readonly checkedAnyway?: boolean;
  /** The library that made the connection, e.g. "OpenSSL 3.0.13". */
  readonly library: string;
}

export interface ProbeReport {
  /** True if nginx would use the connection. */
  readonly usable: boolean;
  /** One sentence. */
  readonly summary: string;
  /** Facts and explanations, one a line. */
  readonly lines: readonly string[];
}

export function reportProbe(plan: ProbePlan, outcome: ProbeOutcome): ProbeReport {
  const problem = problemOf(plan, outcome);
  const where = endpointText(plan);
  const { protocol, cipher, certificate } = outcome;
  const lines = [
    ...(protocol === undefined ? [] : [`Agreed on: ${protocol}, ${cipher}`]),
    ...(certificate ? certificateLines(certificate) : []),
    ...(problem?.lines ?? []),
    ...verdictWithoutVerification(plan, outcome),
    ...plan.limits.map((it) => `Left out: ${it}`),
    `Connection made by ${outcome.library}; nginx's own OpenSSL may have other limits.`,
  ];
  if (problem) return { usable: false, summary: `${where}: ${problem.summary}`, lines };
  const how = plan.verify ? "encrypted and verified" : "encrypted, but with whom is not verified";
  return { usable: true, summary: `${where}: ${how}`, lines };
}

interface Problem {
  readonly summary: string;
  readonly lines: readonly string[];
}

function problemOf(plan: ProbePlan, outcome: ProbeOutcome): Problem | undefined {
  if (!outcome.connected) return failedHandshake(plan, outcome.failure);
  if (!plan.verify) return undefined;
  const chain = chainError(plan, outcome);
  if (chain) {
    const [number, words, why] = chain;
    return refused(`upstream SSL certificate verify error: (${number}:${words})`, why);
  }
  if (outcome.nameMatches === false) {
    return refused(
      `upstream SSL certificate does not match "${plan.name}"`,
      `The certificate has no such DNS name. Set ${plan.prefix}ssl_name to a name that it has; IP addresses in certificates don't count.`,
    );
  }
  return undefined;
}

function refused(log: string, why: string): Problem {
  return {
    summary: `nginx would answer 502: ${log}`,
    lines: [`In nginx's error log: ${log}`, why],
  };
}

type ChainError = readonly [number: number, words: string, why: string];

function chainError(plan: ProbePlan, { chainError: code, intermediates }: ProbeOutcome) {
  if (code !== undefined)
    return CHAIN_ERRORS[code] ?? ([1, code, "See OpenSSL's verify(1)."] as const);
  if (intermediates !== undefined && intermediates > plan.depth) {
    return [
      20,
      "unable to get local issuer certificate",
      `The chain has ${intermediates} intermediate certificates, and ${plan.prefix}ssl_verify_depth is ${plan.depth}.`,
    ] as const;
  }
  return undefined;
}

/** Numbers and words of X509_verify_cert_error_string (OpenSSL 3.0), by the names that Node.js gives them. */
const CHAIN_ERRORS: Readonly<Record<string, ChainError>> = {
  UNABLE_TO_GET_ISSUER_CERT: [
    2,
    "unable to get issuer certificate",
    "The trusted file has an intermediate certificate but not its root: nginx needs the root too.",
  ],
  UNABLE_TO_GET_CRL: [
    3,
    "unable to get certificate CRL",
    "A CRL is set, so every CA of the chain needs one in that file.",
  ],
  CERT_SIGNATURE_FAILURE: [
    7,
    "certificate signature failure",
    "A CA of that name is trusted, but with another key.",
  ],
  CERT_NOT_YET_VALID: [9, "certificate is not yet valid", "Compare the clocks of both machines."],
  CERT_HAS_EXPIRED: [10, "certificate has expired", "The upstream needs a new certificate."],
  CRL_HAS_EXPIRED: [12, "CRL has expired", "While it is expired every verification fails."],
  DEPTH_ZERO_SELF_SIGNED_CERT: [
    18,
    "self-signed certificate",
    "Nobody vouches for it. To trust exactly this certificate, put it into the trusted file.",
  ],
  SELF_SIGNED_CERT_IN_CHAIN: [
    19,
    "self-signed certificate in certificate chain",
    "The root that the upstream sends is not in the trusted file.",
  ],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: [
    20,
    "unable to get local issuer certificate",
    "The CA that signed it is not in the trusted file, or the upstream does not send an intermediate certificate.",
  ],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: [
    21,
    "unable to verify the first certificate",
    "The CA that signed it is not in the trusted file, or the upstream does not send an intermediate certificate.",
  ],
  CERT_CHAIN_TOO_LONG: [22, "certificate chain too long", "Raise the depth of the verification."],
  CERT_REVOKED: [23, "certificate revoked", "Its CA has revoked it."],
  INVALID_CA: [24, "invalid CA certificate", "A certificate of the chain may not sign others."],
  INVALID_PURPOSE: [
    26,
    "unsuitable certificate purpose",
    "Its extended key usage does not allow it to be a server.",
  ],
};

function failedHandshake(plan: ProbePlan, failure: ProbeOutcome["failure"]): Problem {
  const { code = "", message = "" } = failure ?? {};
  const why = FAILURES.find(([pattern]) => pattern.test(`${code} ${message}`))?.[1](plan);
  return {
    summary: `nginx would answer 502: ${message || code}`,
    lines: [...(why === undefined ? [] : [why])],
  };
}

type Explain = (plan: ProbePlan) => string;

/** The first that fits counts. */
const FAILURES: readonly (readonly [RegExp, Explain])[] = [
  [/ENOTFOUND|EAI_AGAIN/, ({ host }) => `The name "${host}" can't be resolved here.`],
  [/ECONNREFUSED/, (plan) => `Nothing listens on ${endpointText(plan)}.`],
  [/ETIMEDOUT/, (plan) => `${endpointText(plan)} does not answer in time.`],
  [/EHOSTUNREACH|ENETUNREACH/, ({ host }) => `There is no way to "${host}" from here.`],
  [
    /WRONG_VERSION_NUMBER|packet length too long/i,
    (plan) => `${endpointText(plan)} does not speak TLS.`,
  ],
  [
    /UNRECOGNIZED_NAME/i,
    ({ serverName }) =>
      serverName === undefined
        ? "The upstream wants a server name, and none is sent."
        : `The upstream has nothing for the name "${serverName}".`,
  ],
  [
    /ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS_AVAILABLE/i,
    ({ minProtocol, maxProtocol }) =>
      `The upstream takes no version from ${minProtocol} to ${maxProtocol}.`,
  ],
  [
    /CERTIFICATE_REQUIRED|ALERT_BAD_CERTIFICATE|ALERT_UNKNOWN_CA|CERTIFICATE_UNKNOWN/i,
    ({ certificate }) =>
      certificate === undefined
        ? "The upstream asks for a client certificate, and none is set."
        : "The upstream does not accept the client certificate.",
  ],
  [
    /HANDSHAKE_FAILURE|NO_SHARED_CIPHER|NO_CIPHER_MATCH/i,
    ({ serverName }) =>
      serverName === undefined
        ? "No cipher suite in common, or the upstream wants a server name and none is sent."
        : "No cipher suite in common with the upstream.",
  ],
  [/ECONNRESET|socket disconnected/, () => "The upstream ended the connection in the handshake."],
  [/ENOENT|EACCES/, () => "A file that the configuration names can't be read here."],
  [/KEY_VALUES_MISMATCH/i, () => "The key does not belong to the client certificate."],
  [
    /bad decrypt|passphrase|interrupted or cancelled/i,
    () => "The key of the client certificate is encrypted.",
  ],
];

function certificateLines(it: NonNullable<ProbeOutcome["certificate"]>): readonly string[] {
  return [
    `Certificate: ${it.subject}`,
    `Names: ${it.names.join(", ") || "none but the common name"}`,
    `Issued by: ${it.issuer}`,
    `Valid until: ${dateOf(it.notAfter)}`,
  ];
}

/** What verification would say, where nginx is not told to verify. */
function verdictWithoutVerification(plan: ProbePlan, outcome: ProbeOutcome): readonly string[] {
  if (plan.verify || !outcome.connected || !outcome.checkedAnyway) return [];
  const chain = chainError(plan, outcome);
  if (chain) return [`With ${plan.prefix}ssl_verify on nginx would refuse it: ${chain[1]}.`];
  if (outcome.nameMatches === false) {
    return [`With ${plan.prefix}ssl_verify on nginx would refuse it: not for "${plan.name}".`];
  }
  return [`With ${plan.prefix}ssl_verify on nginx would accept it.`];
}
