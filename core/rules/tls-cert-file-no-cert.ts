import { belongTogether, firstKeyOf, leafOf } from "../certificates/pairing.ts";
import type { PemBlock, PemBroken, PemFile } from "../certificates/pem.ts";
import { isCertificateLabel } from "../certificates/split-pem.ts";
import { certificatePathFor } from "../config/pair-names.ts";
import type { Located } from "../config/scope.ts";
import { certificateFile, keyFile } from "./shared/example-files.ts";
import {
  docsAt,
  fileAt,
  GUESSED_NAME,
  isInUse,
  pathOf,
  pathSpan,
  renameFile,
  swapFiles,
} from "./shared/identity.ts";
import { defectOf, describeContent, namedBlock } from "./shared/pem-content.ts";
import type { Rule, RuleContext, RuleFix } from "./shared/rule.ts";

export const tlsCertFileNoCert: Rule = {
  id: "tls-cert-file-no-cert",
  severity: "error",
  docs: {
    summary: "A certificate file holds no certificate",
    why: `
nginx reads PEM only, and stops with \`cannot load certificate …: PEM_read_bio_X509_AUX() failed (… no start
line:Expecting: TRUSTED CERTIFICATE)\`. DER, PKCS#12, PKCS#7, UTF-16 text, indented PEM and certificate requests
are refused alike; \`openssl x509 -inform DER\`, \`openssl pkcs12\` and \`openssl pkcs7 -print_certs\` convert them.
A block that can't be decoded is a warning, be it the server's or a later one: nginx reads the whole chain. Two blocks
that were joined without a line break between them (\`-----END CERTIFICATE----------BEGIN CERTIFICATE-----\`) are an
error: nginx stops with \`bad end line\`.`,
    fixSafety: `${GUESSED_NAME} Two files that are swapped and belong together are certain.`,
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     srv.key;
#                           ~~~~~~~ error: "srv.key" holds a private key, not a certificate: the two files are swapped
        ssl_certificate_key srv.crt;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     srv.crt;
        ssl_certificate_key srv.key;
    }
}
`,
      files: { "srv.crt": certificateFile("srv"), "srv.key": keyFile("srv") },
    },
  ],

  checkIdentity(identity, ctx) {
    if (!isInUse(identity)) return;
    for (const [at, certificate] of identity.certificates.entries()) {
      const file = ctx.pem(certificate);
      if (!file) continue;
      if (leafOf(file)) {
        reportBrokenChain(certificate, file, ctx);
        continue;
      }
      const key = identity.keys[at];
      ctx.report({
        file: certificate.file,
        span: pathSpan(certificate),
        ...problem(certificate, key, file, ctx),
        docs: docsAt(certificate),
        related: key ? [fileAt(key, "the key of the pair")] : [],
      });
    }
  },
};

/** The first certificate is whole, but nginx reads all of them. */
function reportBrokenChain(certificate: Located, file: PemFile, ctx: RuleContext): void {
  const broken = file.blocks.find(isBrokenCertificate);
  if (!broken) return;
  ctx.report({
    file: certificate.file,
    span: pathSpan(certificate),
    ...defectOf(broken, nameOf(broken, "a later certificate"), pathOf(certificate)),
    docs: docsAt(certificate),
  });
}

/** Of other blocks only the lines matter: nginx reads on until the file ends. */
function isBrokenCertificate(block: PemBlock): block is PemBroken {
  return block.kind === "broken" && (block.flaw !== undefined || isCertificateLabel(block.label));
}

function nameOf(block: PemBroken, what: string): string {
  return namedBlock(block, isCertificateLabel, what);
}

type Problem = Pick<Parameters<RuleContext["report"]>[0], "message" | "severity" | "fixes">;

function problem(
  certificate: Located,
  key: Located | undefined,
  file: PemFile,
  ctx: RuleContext,
): Problem {
  const name = `"${pathOf(certificate)}"`;
  const broken = file.blocks.find(isBrokenCertificate);
  if (broken) {
    const what = nameOf(broken, "the first certificate");
    return { ...defectOf(broken, what, pathOf(certificate)), fixes: [] };
  }
  if (file.blocks.some((it) => it.kind === "certificate" || it.kind === "broken")) {
    const message = `the first certificate in ${name} can't be decoded`;
    return { message, severity: "warning", fixes: [] };
  }
  const other = key && ctx.pem(key);
  if (key && other && areSwapped(file, other)) {
    return {
      message: `${name} holds a private key, not a certificate: the two files are swapped`,
      severity: "error",
      fixes: swapFiles(certificate, key, swapSafety(file, other)),
    };
  }
  return {
    message: `${name} ${describeContent(file)}${file.blocks.length > 0 ? ", not a certificate" : ""}`,
    severity: "error",
    fixes: guess(certificate, key, other),
  };
}

/** True if the certificate file holds only a key and the key file only a certificate. */
export function areSwapped(certificateFile: PemFile, keyFile: PemFile): boolean {
  return (
    !leafOf(certificateFile) &&
    firstKeyOf(certificateFile) !== undefined &&
    leafOf(keyFile) !== undefined &&
    !firstKeyOf(keyFile)
  );
}

function swapSafety(certificateFile: PemFile, keyFile: PemFile): RuleFix["safety"] {
  const [leaf, key] = [leafOf(keyFile), firstKeyOf(certificateFile)];
  return leaf && key && belongTogether(leaf, key) ? "safe" : "unsafe";
}

/** The key's file if that holds the certificate too, else a name that goes with the key's. */
function guess(
  certificate: Located,
  key: Located | undefined,
  keyFile: PemFile | undefined,
): readonly RuleFix[] {
  if (key && keyFile && leafOf(keyFile)) return renameFile(certificate, pathOf(key), "unsafe");
  return renameFile(certificate, certificatePathFor(pathOf(key ?? certificate)), "unsafe");
}
