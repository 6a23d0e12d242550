/** Where project files are looked for, and which of them counts more. */
import { expect, test } from "vitest";
import { DEFAULT_SETTINGS, type ProjectFileOptions, Session } from "#core";
import { memoryHost } from "../../harness/memory-host.ts";
import { PARSER } from "../../harness/parser.ts";

const BASE = { ...DEFAULT_SETTINGS, nginxVersion: "1.20.0", platform: "angie" as const };

function sessionOver(files: Readonly<Record<string, string>>): Session {
  return new Session(PARSER, memoryHost(files));
}

async function settings(
  files: Readonly<Record<string, string>>,
  path: string,
  options: ProjectFileOptions = {},
) {
  return sessionOver(files).projectFiles.settingsFor(path, BASE, options);
}

const NESTED = {
  "/nginx-tls.json": '{ "opensslVersion": "1.1.1", "policy": "nginx-default" }',
  "/w/nginx-tls.json": '{ "policy": "cis", "rules": { "hsts-*": "off" } }',
  "/w/sites/nginx-tls.json": '{ "rules": { "hsts-short": "error" } }',
};

test("the nearest counts most, each below the next, and all more than the settings given", async () => {
  const found = await settings(NESTED, "/w/sites/a.conf");
  expect(found).toMatchObject({
    nginxVersion: "1.20.0",
    platform: "angie",
    opensslVersion: "1.1.1",
    policy: "cis",
    rules: { "hsts-missing": "off", "hsts-short": "error" },
  });
});

test("nothing is looked for above the folders that bound the search", async () => {
  const { policy, opensslVersion } = await settings(NESTED, "/w/sites/a.conf", {
    bounds: ["/w", "/v"],
  });
  expect([policy, opensslVersion]).toEqual(["cis", DEFAULT_SETTINGS.opensslVersion]);
});

test('"root" ends the search', async () => {
  const files = { ...NESTED, "/w/nginx-tls.json": '{ "root": true, "policy": "cis" }' };
  const { opensslVersion } = await settings(files, "/w/sites/a.conf");
  expect(opensslVersion).toBe(DEFAULT_SETTINGS.opensslVersion);
});

test("one file may be named in place of those found, or none", async () => {
  const named = await settings(NESTED, "/x/a.conf", { file: "/w/nginx-tls.json" });
  expect(named.policy).toBe("cis");
  expect(await settings(NESTED, "/w/sites/a.conf", { file: false })).toBe(BASE);
});

test("overrides count more than the rest of their file, the later ones more", async () => {
  const files = {
    "/w/nginx-tls.json": `{
      "policy": "cis",
      "overrides": [
        { "files": ["old/**"], "policy": "nginx-default", "nginxVersion": "1.18.0" },
        { "files": ["old/new.conf"], "policy": "mozilla-modern" }
      ]
    }`,
  };
  const policies = ["/w/a.conf", "/w/old/a.conf", "/w/old/new.conf"].map(
    async (it) => (await settings(files, it)).policy,
  );
  expect(await Promise.all(policies)).toEqual(["cis", "nginx-default", "mozilla-modern"]);
});

test("settings that are to be ignored are", async () => {
  const files = { "/w/nginx-tls.json": '{ "policy": "cis", "certificates": { "read": false } }' };
  const found = await settings(files, "/w/a.conf", { ignored: ["readCertificates"] });
  expect(found).toMatchObject({ policy: "cis", readCertificates: true });
});

test("findings follow the settings of their own file; the version is the main file's", async () => {
  const session = sessionOver({
    "/w/nginx.conf": `events {}
http {
    ssl_protocols TLSv1.1 TLSv1.2 TLSv1.3;
    include sites/*.conf;
}
`,
    "/w/sites/a.conf": "ssl_ciphers aNULL;\nproxy_ssl_protocols TLSv1.1 TLSv1.2 TLSv1.3;\n",
    "/w/nginx-tls.json": '{ "rules": { "weak-cipher": "off" }, "nginxVersion": "1.26.3" }',
    "/w/sites/nginx-tls.json": `{
      "policy": "nginx-default",
      "rules": { "weak-cipher": "error" },
      "nginxVersion": "1.30.0"
    }`,
  });
  const options = { settings: DEFAULT_SETTINGS, projectFiles: {} };
  const result = await session.check("/w/nginx.conf", options);
  const found = result?.findings.filter((it) => it.rule.startsWith("weak-"));
  expect(found?.map((it) => `${it.file} ${it.severity} ${it.message}`)).toEqual([
    '/w/nginx.conf warning "TLSv1.1" is below policy mozilla-intermediate 6.0: retired by RFC 8996',
    '/w/sites/a.conf error "aNULL" selects anonymous, unencrypted suites (policy nginx-default)',
  ]);
});

test("comments count more than project files, and what is fixed more than comments", async () => {
  const files = {
    "/w/nginx.conf": "# nginx-tls: policy=mozilla-modern version=1.28.0\nevents {}\n",
    "/w/nginx-tls.json": '{ "policy": "cis", "nginxVersion": "1.18.0", "opensslVersion": "3.5" }',
  };
  const config = await sessionOver(files).config("/w/nginx.conf", {
    settings: BASE,
    projectFiles: {},
    fixed: { nginxVersion: "1.31.0" },
  });
  expect(config?.settings).toMatchObject({
    nginxVersion: "1.31.0",
    policy: "mozilla-modern",
    opensslVersion: "3.5",
    platform: "angie",
  });
});

test("a project file that changed is read again once the session forgets it", async () => {
  const host = memoryHost({ "/w/nginx-tls.json": '{ "policy": "cis" }' });
  const session = new Session(PARSER, host);
  const policy = async () => (await session.projectFiles.settingsFor("/w/a.conf", BASE, {})).policy;
  expect(await policy()).toBe("cis");
  host.files.set("/w/nginx-tls.json", '{ "policy": "nginx-default" }');
  expect(await policy()).toBe("cis");
  session.forget("/w/nginx-tls.json");
  expect(await policy()).toBe("nginx-default");
});
