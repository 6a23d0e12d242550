import { expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "#core";
import { type CompletionOptions, completeAt, labelsAt } from "../../harness/completion.ts";
import type { FeatureFixture } from "../../harness/feature.ts";
import { certificate, key, pem } from "../../harness/pem.ts";

const PLAIN = ["mime.types", "conf.d/a.conf", "conf.d/b.conf", "tls/readme.txt", ".hidden"];

function files({ host }: FeatureFixture): void {
  for (const it of PLAIN) host.files.set(`/etc/nginx/${it}`, "");
  host.files.set("/srv/www/index.html", "");
  const pems = {
    "tls/a.crt": pem(certificate("a")),
    "tls/a.key": pem(key("a")),
    "tls/b.key": pem(key("b")),
    "tls/ca.pem": pem(certificate("ca"), certificate("ca2")),
  };
  for (const [name, content] of Object.entries(pems)) {
    host.files.set(`/etc/nginx/${name}`, "");
    host.certificates.set(`/etc/nginx/${name}`, content);
  }
}

const prepared = (text: string, options: CompletionOptions = {}) =>
  completeAt(text, { ...options, prepare: files });

test("files and folders of the configuration's folder", async () => {
  const { labels } = await prepared("http { include $0; }");
  expect(labels).toEqual(expect.arrayContaining(["conf.d/", "mime.types"]));
  expect(labels).not.toContain("nginx.conf");
  expect(labels).not.toContain(".hidden");
});

test("the last part of a path is replaced", async () => {
  const { labels, taken } = await prepared("http { include conf.d/b$0; }");
  expect(labels).toEqual(["b.conf"]);
  expect(taken("b.conf", "replace")).toBe("http { include conf.d/b.conf; }");
});

test("a pattern for all files of a folder", async () => {
  expect((await prepared("http { include conf.d/$0; }")).labels).toContain("*.conf");
});

test("absolute paths, and those of another machine", async () => {
  const { labels } = await prepared("http { include /etc/nginx/conf.d/$0; }");
  expect(labels).toContain("a.conf");
  const mappings = [{ from: "/opt/there", to: "/etc/nginx/conf.d" }];
  const mapped = await prepared("http { include /opt/there/$0; }", { mappings });
  expect(mapped.labels).toContain("a.conf");
});

test("only folders for what must be one", async () => {
  const { labels } = await prepared("http { root /srv/$0; }");
  expect(labels).toEqual(["www/"]);
});

test("certificates are told by what files contain, also in folders below", async () => {
  const { labels, item } = await prepared("http { server { ssl_certificate $0; } }");
  expect(labels).toEqual(expect.arrayContaining(["tls/a.crt", "tls/ca.pem", "tls/"]));
  expect(labels).not.toContain("tls/a.key");
  expect(item("tls/a.crt").detail).toContain("CN=a");
  expect(item("tls/ca.pem").detail).toContain("2 in all");
});

test("a key that belongs to the certificate comes first, and others later", async () => {
  const text = "http { server { ssl_certificate tls/a.crt; ssl_certificate_key tls/$0; } }";
  const { labels, item } = await prepared(text);
  expect(labels.slice(0, 2)).toEqual(["a.key", "b.key"]);
  expect(item("a.key").detail).toBe("RSA key, matches the certificate");
  expect(item("b.key").detail).toBe("RSA key");
  expect(labels).not.toContain("a.crt");
});

test("of upstreams as well", async () => {
  const text =
    "stream { server { proxy_ssl_certificate_key tls/b.key; proxy_ssl_certificate tls/$0; proxy_pass a:1; } }";
  expect((await prepared(text)).labels).toEqual(["a.crt", "ca.pem", "readme.txt"]);
});

test("nothing is looked into where that is not allowed", async () => {
  const settings = { ...DEFAULT_SETTINGS, readCertificates: false };
  const looked: string[] = [];
  const { labels } = await completeAt("http { server { ssl_certificate tls/$0; } }", {
    settings,
    prepare: (fixture) => {
      files(fixture);
      fixture.host.inspectFile = async (path) => {
        looked.push(path);
        return undefined;
      };
    },
  });
  expect(labels).toEqual(expect.arrayContaining(["a.crt", "a.key"]));
  expect(looked).toEqual([]);
});

test("paths that are used elsewhere are at hand", async () => {
  const labels = await labelsAt(
    "http { server { ssl_certificate /far/away.crt; } server { ssl_certificate $0; } }",
  );
  expect(labels).toContain("/far/away.crt");
});

test("names with blanks only in quotes", async () => {
  const prepare = ({ host }: FeatureFixture) => host.files.set("/etc/nginx/a b.conf", "");
  const bare = await labelsAt("http { include $0; }", { prepare });
  expect(bare).not.toContain("a b.conf");
  const quoted = await labelsAt('http { include "$0"; }', { prepare });
  expect(quoted).toContain("a b.conf");
});

test("no files where the argument is no path", async () => {
  expect(
    (await prepared("http { server { location / { proxy_cookie_path $0; } } }")).labels,
  ).toEqual(["off"]);
  expect((await prepared("http { include conf.d/*$0; }")).labels).toEqual([]);
});
