/**
 * What `*_conf_command` takes: the commands of OpenSSL's `SSL_CONF_cmd` for configuration files, and their words.
 * From `ssl/ssl_conf.c` of OpenSSL's development branch in 2025 (Apache-2.0), which has all that 1.1.1 to 3.5 have.
 * nginx passes the flags FILE, CLIENT, SERVER and CERTIFICATE, so that every command is allowed on both sides.
 */
import { TLS13_SUITES } from "./cipher-suites.ts";

/** Compared without regard to case. */
export const OPENSSL_COMMANDS: readonly string[] = [
  "SignatureAlgorithms",
  "ClientSignatureAlgorithms",
  "Curves",
  "Groups",
  "ECDHParameters",
  "CipherString",
  "Ciphersuites",
  "Protocol",
  "MinProtocol",
  "MaxProtocol",
  "Options",
  "VerifyMode",
  "CertValidation",
  "SetValidFlags",
  "SetValidHost",
  "AddValidHost",
  "SetValidIP",
  "AddCAPath",
  "AddCAFile",
  "Certificate",
  "PrivateKey",
  "ServerInfoFile",
  "ChainCAPath",
  "ChainCAFile",
  "ChainCAStore",
  "VerifyCAPath",
  "VerifyCAFile",
  "VerifyCAStore",
  "RequestCAFile",
  "ClientCAFile",
  "RequestCAPath",
  "ClientCAPath",
  "RequestCAStore",
  "ClientCAStore",
  "DHParameters",
  "RecordPadding",
  "NumTickets",
];

export interface CommandWords {
  readonly words: readonly string[];
  /** True for a list, separated by commas, whose words may begin with `+` or `-` and are written in any case. */
  readonly isList: boolean;
}

const VERSIONS: CommandWords = {
  words: ["None", "SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3", "DTLSv1", "DTLSv1.2"],
  isList: false,
};

/** By command, in lower case. Commands that are not here take other values. */
export const OPENSSL_COMMAND_WORDS: ReadonlyMap<string, CommandWords> = new Map([
  ["minprotocol", VERSIONS],
  ["maxprotocol", VERSIONS],
  [
    "protocol",
    {
      words: [
        "ALL",
        "SSLv2",
        "SSLv3",
        "TLSv1",
        "TLSv1.1",
        "TLSv1.2",
        "TLSv1.3",
        "DTLSv1",
        "DTLSv1.2",
      ],
      isList: true,
    },
  ],
  [
    "options",
    {
      words: [
        "SessionTicket",
        "EmptyFragments",
        "Bugs",
        "Compression",
        "ServerPreference",
        "NoResumptionOnRenegotiation",
        "DHSingle",
        "ECDHSingle",
        "UnsafeLegacyRenegotiation",
        "UnsafeLegacyServerConnect",
        "ClientRenegotiation",
        "EncryptThenMac",
        "NoRenegotiation",
        "AllowNoDHEKEX",
        "PreferNoDHEKEX",
        "PrioritizeChaCha",
        "MiddleboxCompat",
        "AntiReplay",
        "ExtendedMasterSecret",
        "CANames",
        "KTLS",
        "StrictCertCheck",
        "TxCertificateCompression",
        "RxCertificateCompression",
        "KTLSTxZerocopySendfile",
        "IgnoreUnexpectedEOF",
        "LegacyECPointFormats",
      ],
      isList: true,
    },
  ],
  [
    "verifymode",
    {
      words: ["Peer", "Request", "Require", "Once", "RequestPostHandshake", "RequirePostHandshake"],
      isList: true,
    },
  ],
]);

/** The suites that \`Ciphersuites\` takes in some version; those without encryption came with 3.4. */
export const OPENSSL_TLS13_SUITES: readonly string[] = [
  ...TLS13_SUITES.map((it) => it.name),
  "TLS_SHA256_SHA256",
  "TLS_SHA384_SHA384",
];
