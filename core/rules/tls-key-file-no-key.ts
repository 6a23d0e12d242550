import { firstKeyOf, leafOf } from "../certificates/pairing.ts";
import type { PemBlock, PemBroken, PemFile } from "../certificates/pem.ts";
import { isPrivateKeyLabel } from "../certificates/split-pem.ts";
import { keyPathFor } from "../config/pair-names.ts";
import type { Located } from "../config/scope.ts";
import { certificateFile } from "./shared/example-files.ts";
import {
  docsAt,
  fileAt,
  GUESSED_NAME,
  isInUse,
  pathOf,
  pathSpan,
  renameFile,
} from "./shared/identity.ts";
import { defectOf, describeContent, namedBlock } from "./shared/pem-content.ts";
import type { Rule, RuleContext, RuleFix } from "./shared/rule.ts";
import { areSwapped } from "./tls-cert-file-no-cert.ts";

export const tlsKeyFileNoKey: Rule = {
  id: "tls-key-file-no-key",
  severity: "error",
  docs: {
    summary: "A key file holds no private key",
    why: `
nginx stops with \`cannot load certificate key …: PEM_read_bio_PrivateKey() failed\`. A certificate, a public key,
a certificate request, DER, PKCS#12 and a key in OpenSSH's own format are no PEM private key. Where the
certificate and the key are just swapped, \`tls-cert-file-no-cert\` says so and this rule is silent. A block that
can't be decoded is a warning.`,
    fixSafety: `${GUESSED_NAME} A certificate file that holds its key is certain.`,
    references: ["https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate_key"],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        ssl_certificate     srv.crt;
        ssl_certificate_key srv.csr;
#                           ~~~~~~~ error: "srv.csr" holds a certificate request, not a private key
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
      files: {
        "srv.crt": certificateFile("srv"),
        "srv.csr": { blocks: [{ kind: "other", label: "CERTIFICATE REQUEST" }] },
      },
    },
  ],

  checkIdentity(identity, ctx) {
    if (!isInUse(identity)) return;
    for (const [at, certificate] of identity.certificates.entries()) {
      const key = identity.keys[at];
      const file = key && ctx.pem(key);
      const partner = ctx.pem(certificate);
      if (!file || firstKeyOf(file) || (partner && areSwapped(partner, file))) continue;
      ctx.report({
        file: key.file,
        span: pathSpan(key),
        ...problem(certificate, key, file, ctx),
        docs: docsAt(key),
        related: [fileAt(certificate, "the certificate of the pair")],
      });
    }
  },
};

type Problem = Pick<Parameters<RuleContext["report"]>[0], "message" | "severity" | "fixes">;

function problem(certificate: Located, key: Located, file: PemFile, ctx: RuleContext): Problem {
  const name = `"${pathOf(key)}"`;
  const broken = file.blocks.find(isBrokenKey);
  if (broken) {
    const what = namedBlock(broken, isPrivateKeyLabel, "the first private key");
    return { ...defectOf(broken, what, pathOf(key)), fixes: [] };
  }
  if (file.blocks.some((it) => it.kind === "private-key")) {
    const message = `the first private key in ${name} can't be decoded`;
    return { message, severity: "warning", fixes: [] };
  }
  return {
    message: `${name} ${describeContent(file)}${file.blocks.length > 0 ? ", not a private key" : ""}`,
    severity: "error",
    fixes: guess(certificate, key, ctx),
  };
}

function isBrokenKey(block: PemBlock): block is PemBroken {
  return block.kind === "broken" && (block.flaw !== undefined || isPrivateKeyLabel(block.label));
}

/** The certificate's file if that holds a key, else a name that goes with it. */
function guess(certificate: Located, key: Located, ctx: RuleContext): readonly RuleFix[] {
  const file = ctx.pem(certificate);
  if (file && firstKeyOf(file) && leafOf(file)) {
    return renameFile(key, pathOf(certificate), "unsafe");
  }
  return renameFile(key, keyPathFor(pathOf(certificate)), "unsafe");
}
