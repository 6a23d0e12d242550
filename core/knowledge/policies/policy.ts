/** What a policy is: which TLS settings count as weak, by whose word. */
import type { Protocol } from "../protocols.ts";

export interface Policy {
  /** The value of the setting `policy`. */
  readonly id: string;
  /** How findings name it, with the edition. */
  readonly label: string;
  readonly source: PolicySource;
  /** The versions that it allows in such a directive, oldest first. */
  protocols(nginxVersion: string, directive: string): readonly Protocol[];
  /** True if TLS 1.3 alone is what it asks for, or as good. */
  readonly tls13Suffices: boolean;
  /** What suites of TLS 1.2 and below must have. */
  readonly suites: { readonly forwardSecrecy: boolean; readonly aead: boolean };
  /** The cipher string that fixes write into such a directive. */
  ciphers(directive: string): CipherChoice;
  /** The groups it names, as OpenSSL calls them; undefined if it says nothing of them. */
  readonly groups?: readonly string[];
  /** True if the client's order of ciphers is to count where all are strong. */
  readonly clientOrder: boolean;
  /** `max-age` of Strict-Transport-Security that fixes write; undefined if the header is not asked for. */
  readonly hstsSeconds?: number;
  /** The longest `ssl_session_timeout`, in seconds; undefined if it says nothing. */
  readonly sessionSeconds?: number;
  /** False if it asks for no session resumption, or is content without. */
  readonly resumption: boolean;
}

export interface CipherChoice {
  readonly text: string;
  /** Title of the fix. */
  readonly title: string;
}

/** Where a policy's facts come from. */
export interface PolicySource {
  readonly title: string;
  readonly edition: string;
  /** When the edition was published, as precisely as its publisher says. */
  readonly date: string;
  readonly url: string;
}
