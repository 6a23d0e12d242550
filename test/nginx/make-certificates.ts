/**
 * Makes the certificates, keys and lists that the tests name as `certs/...`. Nothing of it is ever
 * committed. Leaves are signed by `root` unless their line says otherwise.
 */
import { execFile } from "node:child_process";
import { generateKeyPair, randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const makeKeyPair = promisify(generateKeyPair);

interface Plan {
  readonly subject: string;
  readonly key?: "ec" | "rsa1024";
  /** Subject alternative names; none when absent. */
  readonly names?: string;
  readonly usage?: string;
  readonly issuer?: string;
  readonly digest?: string;
  readonly authority?: boolean;
}

const BACKEND = { subject: "backend.example.com", names: "DNS:backend.example.com" };

/** In an order in which issuers come before what they sign. */
const PLANS: Readonly<Record<string, Plan>> = {
  int: { subject: "Test Int", authority: true },
  int2: { subject: "Test Int2", authority: true, issuer: "int" },
  srv: {
    subject: "backend.example.com",
    names: "DNS:backend.example.com,DNS:*.wild.example.com",
    usage: "serverAuth,clientAuth",
    issuer: "int",
  },
  rl: BACKEND,
  deep: { ...BACKEND, issuer: "int2" },
  impostor: { ...BACKEND, issuer: "stranger" },
  backend1: { subject: "backend1.example.com", names: "DNS:backend1.example.com" },
  other: { subject: "other.example.com", names: "DNS:other.example.com" },
  ipsan: { subject: "whatever", names: "IP:127.0.0.1" },
  cn: { subject: "backend.example.com" },
  cli: { subject: "client", usage: "clientAuth" },
  "server-only": { subject: "server only", usage: "serverAuth" },
  ec: { ...BACKEND, key: "ec" },
  ec2: { ...BACKEND, key: "ec" },
  w1024: { subject: "weak", names: "DNS:weak.example.com", key: "rsa1024" },
  sha1: { subject: "sha1", names: "DNS:sha1.example.com", digest: "sha1" },
};

export async function makeCertificates(folder: string): Promise<void> {
  const openssl = (...args: string[]) => run("openssl", args, { cwd: folder });
  const leaves = Object.entries(PLANS);
  await Promise.all([
    makeKey(folder, "root"),
    makeKey(folder, "stranger"),
    makeKey(folder, "exp"),
    ...leaves.map(([name, plan]) => makeKey(folder, name, plan.key)),
  ]);
  for (const [name, subject] of [
    ["root", "Test Root"],
    ["stranger", "Unknown Root"],
  ] as const) {
    await openssl(
      "req",
      "-x509",
      "-new",
      "-key",
      `${name}.key`,
      "-out",
      `${name}.crt`,
      "-sha256",
      "-days",
      "365",
      "-subj",
      `/CN=${subject}`,
      "-addext",
      "basicConstraints=critical,CA:TRUE",
      "-addext",
      "keyUsage=critical,keyCertSign,cRLSign",
    );
  }
  for (const [name, plan] of leaves) await sign(folder, name, plan);
  await makeExpiredAndRevoked(folder);
  await makePoorRoots(folder);
  await makeBundles(folder);
  await makeSecrets(folder);
}

async function makeKey(folder: string, name: string, kind?: Plan["key"]): Promise<void> {
  const { privateKey } =
    kind === "ec"
      ? await makeKeyPair("ec", { namedCurve: "P-256" })
      : await makeKeyPair("rsa", { modulusLength: kind === "rsa1024" ? 1024 : 2048 });
  await writeFile(join(folder, `${name}.key`), privateKey.export({ type: "pkcs8", format: "pem" }));
}

async function sign(folder: string, name: string, plan: Plan): Promise<void> {
  const extensions = [
    plan.authority ? "basicConstraints=critical,CA:TRUE" : "basicConstraints=CA:FALSE",
    plan.authority ? "keyUsage=critical,keyCertSign,cRLSign" : "",
    plan.names ? `subjectAltName=${plan.names}` : "",
    plan.usage ? `extendedKeyUsage=${plan.usage}` : "",
  ];
  const issuer = plan.issuer ?? "root";
  await writeFile(join(folder, "extensions.cnf"), `${extensions.join("\n")}\n`);
  const openssl = (...args: string[]) => run("openssl", args, { cwd: folder });
  await openssl(
    "req",
    "-new",
    "-key",
    `${name}.key`,
    "-subj",
    `/CN=${plan.subject}`,
    "-out",
    "leaf.csr",
  );
  await openssl(
    "x509",
    "-req",
    "-in",
    "leaf.csr",
    "-CA",
    `${issuer}.crt`,
    "-CAkey",
    `${issuer}.key`,
    "-CAcreateserial",
    "-out",
    `${name}.crt`,
    "-days",
    "365",
    `-${plan.digest ?? "sha256"}`,
    "-extfile",
    "extensions.cnf",
  );
}

/** `exp.crt`, which ran out in 2021, `root.crl`, `int.crl`, and `old.crl`, which `root` should have renewed in 2024. */
async function makeExpiredAndRevoked(folder: string): Promise<void> {
  const openssl = (...args: string[]) => run("openssl", args, { cwd: folder });
  await mkdir(join(folder, "ca"));
  await writeFile(join(folder, "ca/index.txt"), "");
  await writeFile(join(folder, "ca/serial"), "1000\n");
  await writeFile(join(folder, "ca/crlnumber"), "01\n");
  await writeFile(
    join(folder, "ca.cnf"),
    `[ca]
default_ca = d
[d]
dir = ca
database = ca/index.txt
serial = ca/serial
new_certs_dir = ca
default_md = sha256
policy = p
certificate = root.crt
private_key = root.key
default_crl_days = 30
crlnumber = ca/crlnumber
[p]
commonName = supplied
`,
  );
  await openssl("req", "-new", "-key", "exp.key", "-subj", "/CN=expired", "-out", "leaf.csr");
  await openssl(
    "ca",
    "-config",
    "ca.cnf",
    "-batch",
    "-in",
    "leaf.csr",
    "-out",
    "exp.crt",
    "-startdate",
    "20200101000000Z",
    "-enddate",
    "20210101000000Z",
    "-notext",
  );
  await openssl("ca", "-config", "ca.cnf", "-gencrl", "-out", "root.crl");
  const list = ["ca", "-config", "ca.cnf", "-gencrl"];
  await openssl(...list, "-cert", "int.crt", "-keyfile", "int.key", "-out", "int.crl");
  const past = ["-crl_lastupdate", "20240101000000Z", "-crl_nextupdate", "20240201000000Z"];
  await openssl(...list, ...past, "-out", "old.crl");
}

/** `oldroot`, which ran out in 2021, and `weakroot`, with 1024 bits; each has a leaf like `rl`. */
async function makePoorRoots(folder: string): Promise<void> {
  const openssl = (...args: string[]) => run("openssl", args, { cwd: folder });
  await Promise.all([makeKey(folder, "oldroot"), makeKey(folder, "weakroot", "rsa1024")]);
  await writeFile(join(folder, "root.cnf"), "basicConstraints=critical,CA:TRUE\n");
  const request = ["req", "-new", "-key", "oldroot.key", "-subj", "/CN=Old Root"];
  await openssl(...request, "-out", "root.csr");
  const dates = ["-startdate", "20200101000000Z", "-enddate", "20210101000000Z"];
  const own = ["-selfsign", "-keyfile", "oldroot.key", "-extfile", "root.cnf", "-notext"];
  const files = ["-in", "root.csr", "-out", "oldroot.crt"];
  await openssl("ca", "-config", "ca.cnf", "-batch", ...own, ...dates, ...files);
  const weak = ["-key", "weakroot.key", "-out", "weakroot.crt", "-subj", "/CN=Weak Root"];
  const extension = ["-addext", "basicConstraints=critical,CA:TRUE"];
  await openssl("req", "-x509", "-new", "-sha256", "-days", "365", ...weak, ...extension);
  for (const issuer of ["oldroot", "weakroot"]) {
    await makeKey(folder, `${issuer}-leaf`);
    await sign(folder, `${issuer}-leaf`, { ...BACKEND, issuer });
  }
}

async function makeBundles(folder: string): Promise<void> {
  const concatenate = async (target: string, ...parts: string[]) => {
    const contents = await Promise.all(parts.map((part) => readFile(join(folder, part), "utf8")));
    await writeFile(join(folder, target), contents.join(""));
  };
  await concatenate("srv.chain.crt", "srv.crt", "int.crt");
  await concatenate("srv.full.crt", "srv.crt", "int.crt", "root.crt");
  await concatenate("srv.reversed.crt", "int.crt", "srv.crt");
  await concatenate("both_certfirst.pem", "srv.crt", "srv.key");
  await concatenate("both_keyfirst.pem", "srv.key", "srv.crt");
  await concatenate("cert_key_int.pem", "srv.crt", "srv.key", "int.crt");
  await concatenate("bundle.crt", "root.crt", "int.crt");
  await concatenate("chain2.crt", "int2.crt", "int.crt");
  await concatenate("all.crt", "root.crt", "int.crt", "int2.crt");
  await concatenate("both.crl", "root.crl", "int.crl");
  await concatenate("deep.chain.crt", "deep.crt", "int2.crt", "int.crt");
}

/** Encrypted keys with their pass phrase, ticket keys and DH parameters. */
async function makeSecrets(folder: string): Promise<void> {
  const openssl = (...args: string[]) => run("openssl", args, { cwd: folder });
  const cipher = ["-aes256", "-passout", "pass:secret"];
  await openssl("rsa", "-in", "srv.key", ...cipher, "-out", "srv.enc.key");
  await openssl("rsa", "-in", "srv.key", "-traditional", ...cipher, "-out", "srv.enctrad.key");
  await writeFile(join(folder, "pw.txt"), "wrong\nsecret\n");
  await writeFile(join(folder, "pw.bad"), "wrong\n");
  await writeFile(join(folder, "garbage"), "garbage\n");
  await writeFile(join(folder, "empty"), "");
  for (const size of [48, 64, 80]) await writeFile(join(folder, `t${size}`), randomBytes(size));
  await openssl(
    "genpkey",
    "-genparam",
    "-algorithm",
    "DH",
    "-pkeyopt",
    "group:dh_1024_160",
    "-out",
    "dh1024",
  );
  await openssl(
    "genpkey",
    "-genparam",
    "-algorithm",
    "DH",
    "-pkeyopt",
    "group:ffdhe2048",
    "-out",
    "dh2048",
  );
}
