/**
 * `node scripts/fetch-nginx.mjs [SUITE]`: puts the nginx and the openssl of a Debian release (default: trixie), with
 * the libraries that they need, into out/nginx/SUITE, from the mirror that this Debian machine uses. Nothing is installed,
 * and root is not needed. `npm run test:nginx` asks them beside the installed nginx.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";

const KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";

const PACKAGES = [
  ...["nginx", "libnginx-mod-stream", "libnginx-mod-mail"],
  ...["libnginx-mod-http-js", "libnginx-mod-stream-js", "openssl"],
];

const suite = process.argv[2] ?? "trixie";
const target = join(import.meta.dirname, "../out/nginx", suite);
const work = `${target}.partial`;

try {
  for (const folder of ["lists/partial", "cache/archives/partial", "packages", "root"]) {
    mkdirSync(join(work, folder), { recursive: true });
  }
  fetchPackages();
  const version = makeUsable(join(work, "root"));
  rmSync(target, { recursive: true, force: true });
  renameSync(join(work, "root"), target);
  process.stdout.write(`${version} in ${relative(process.cwd(), target)}\n`);
} catch (error) {
  process.stderr.write(`fetch-nginx: ${error.message.split("\n")[0]}\n`);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** All options of apt that matter point into the folder, so that the machine's own lists stay as they are. */
function fetchPackages() {
  writeFileSync(
    join(work, "sources.list"),
    `deb [signed-by=${KEYRING}] ${mirror()} ${suite} main\n`,
  );
  const options = [
    `Dir::Etc::sourcelist=${work}/sources.list`,
    "Dir::Etc::sourceparts=-",
    `Dir::State::Lists=${work}/lists`,
    `Dir::Cache=${work}/cache`,
    "APT::Sandbox::User=root",
  ].flatMap((it) => ["-o", it]);
  const folder = join(work, "packages");
  run("apt-get", ["-qq", ...options, "update"], folder);
  const packages = [...PACKAGES, ...librariesOf(options)];
  run("apt-get", ["-qq", ...options, "download", ...packages], folder);
  for (const name of readdirSync(folder)) run("dpkg-deb", ["-x", name, join(work, "root")], folder);
}

/** Names of those that the programs and modules depend on, directly or not. */
function librariesOf(options) {
  const kinds = ["recommends", "suggests", "conflicts", "breaks", "replaces", "enhances"];
  const only = kinds.map((it) => `--no-${it}`);
  const said = run("apt-cache", [...options, "depends", "--recurse", ...only, ...PACKAGES]);
  return said.split("\n").filter((it) => /^(lib(?!nginx)|zlib)[^:]*$/.test(it));
}

/** Where the machine has its packages from, without those of security updates. */
function mirror() {
  const targets = ["indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"];
  const all = run("apt-get", targets).split("\n");
  const found = all.find((it) => it !== "" && !it.includes("security"));
  if (found === undefined) throw new Error("apt-get knows no mirror");
  return found;
}

/** Puts programs beside `usr` that run with the libraries that came with them. */
function makeUsable(root) {
  const folders = readdirSync(join(root, "usr/lib")).filter((it) => it.includes("-linux-"));
  const [loader] = folders.flatMap((folder) =>
    readdirSync(join(root, "usr/lib", folder))
      .filter((it) => /^ld-linux.*\.so\.\d+$/.test(it))
      .map((it) => join("usr/lib", folder, it)),
  );
  if (loader === undefined) throw new Error("libc6 has no loader");
  for (const program of ["usr/sbin/nginx", "usr/bin/openssl"]) {
    const libraries = `"$root/${dirname(loader)}"`;
    const text = `#!/bin/sh
root=$(dirname "$(realpath "$0")")
exec "$root/${loader}" --library-path ${libraries} "$root/${program}" "$@"
`;
    writeFileSync(join(root, basename(program)), text, { mode: 0o755 });
  }
  run(join(root, "openssl"), ["version"]);
  return run("sh", ["-c", '"$1" -v 2>&1', "sh", join(root, "nginx")]).trim();
}

function run(program, args, cwd) {
  return execFileSync(program, args, {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
}
