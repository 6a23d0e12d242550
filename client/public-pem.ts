/** Leaves of a file what may leave it for the server: public PEM blocks, and of all others that they are there. */

/** Blocks whose content is public. */
const PUBLIC = /^((X509 |TRUSTED )?CERTIFICATE|X509 CRL|(X9\.42 )?DH PARAMETERS)$/;

/** The first header of a key that is encrypted in OpenSSL's old way. */
const ENCRYPTED = /^Proc-Type:\s*4,ENCRYPTED\s*$/;

/**
 * The PEM of `text` without private keys, text between blocks, and all that is not PEM, such as passwords. A
 * block that is not public keeps its first and last line, and the header that says that it is encrypted.
 */
export function publicPem(text: string): string {
  const kept: string[] = [];
  let label: string | undefined;
  for (const line of text.replace(/^\uFEFF/, "").split("\n")) {
    const boundary = /^-----(BEGIN|END) ([A-Z0-9#. ]+)-----\s*$/.exec(line);
    if (boundary) {
      label = boundary[1] === "BEGIN" ? boundary[2] : undefined;
      kept.push(boundary[0].trimEnd());
    } else if (label !== undefined && ENCRYPTED.test(line)) {
      kept.push(line.trimEnd());
    } else if (label !== undefined && PUBLIC.test(label)) {
      // What follows something strange may be anything.
      if (/^[A-Za-z0-9+/=]*\s*$/.test(line)) kept.push(line.trimEnd());
      else label = undefined;
    }
  }
  return kept.map((it) => `${it}\n`).join("");
}
