import { expect, test } from "vitest";
import {
  allDirectives,
  allTlsDirectives,
  isOwn,
  lookUp,
} from "../../../core/knowledge/directives.ts";
import { acceptedProtocols, PROTOCOLS } from "../../../core/knowledge/protocols.ts";
import {
  osaDistance,
  protocolWithoutTls,
  suggestDirective,
  suggestWord,
} from "../../../core/knowledge/typos.ts";

test.each([
  ["", "", 0],
  ["abc", "abc", 0],
  ["abc", "acb", 1],
  ["abc", "ab", 1],
  ["abc", "abxc", 1],
  ["abc", "abd", 1],
  ["ca", "abc", 3],
  ["kitten", "sitting", 3],
  ["verfiy", "verify", 1],
])("osaDistance(%s, %s) is %i", (a, b, expected) => {
  expect(osaDistance(a, b, 9)).toBe(expected);
  expect(osaDistance(b, a, 9)).toBe(expected);
  expect(osaDistance(a, b, 1)).toBe(Math.min(expected, 2));
});

test.each([
  ["proxy_ssl_verfiy", "proxy_ssl_verify", "distance"],
  ["proxy_ssl_verfiy_depth", "proxy_ssl_verify_depth", "distance"],
  ["js_fetch_verfiy", "js_fetch_verify", "distance"],
  ["proxy-ssl-verify", "proxy_ssl_verify", "case"],
  ["Proxy_SSL_Verify", "proxy_ssl_verify", "case"],
  ["proxy_ssl_sni", "proxy_ssl_server_name", "alias"],
  ["grpc_ssl_ca", "grpc_ssl_trusted_certificate", "alias"],
  ["uwsgi_ssl_key", "uwsgi_ssl_certificate_key", "alias"],
  ["proxy_ssl_host", "proxy_ssl_name", "alias"],
  ["ssl_cert", "ssl_certificate", "alias"],
  ["ssl_key", "ssl_certificate_key", "alias"],
  ["ssl_client_ca", "ssl_client_certificate", "alias"],
  ["proxy_ssl_trusted_cert", "proxy_ssl_trusted_certificate", "prefix"],
  ["roto", "root", "distance"],
  ["uptsream", "upstream", "distance"],
  ["keyval_zon", "keyval_zone", "distance"],
])("%s means %s (%s)", (name, expected, reason) => {
  expect(suggestDirective(name)).toMatchObject({ name: expected, reason });
});

test.each([
  "fastcgi_ssl_verify",
  "scgi_ssl_name",
  "memcached_ssl_crl",
  "lua_package_pth",
  "more_set_header",
  "brotli_foo",
  "app_protect_enable",
  "passenger_root",
  "mruby_init",
  "eval_subrequest_in_memory",
  "js_unheard_of",
  "httpx",
  "zzz",
  "ab",
  "$variable",
  "{{",
  "application/json",
])("%s suggests nothing", (name) => {
  expect(suggestDirective(name)).toBeUndefined();
});

test("of equally near names, the one allowed at the place wins", () => {
  expect(osaDistance("deni", "deny", 1)).toBe(1);
  expect(suggestDirective("allo", "http/location")?.name).toBe("allow");
  expect(suggestDirective("httpx", "main")?.name).toBe("http");
  expect(suggestDirective("httpx", "http/server")).toBeUndefined();
});

test("FastCGI, SCGI and memcached have no TLS", () => {
  expect(protocolWithoutTls("fastcgi_ssl_verify")).toBe("FastCGI");
  expect(protocolWithoutTls("memcached_ssl")).toBe("memcached");
  expect(protocolWithoutTls("proxy_ssl_verify")).toBeUndefined();
  for (const name of allDirectives().keys()) expect(protocolWithoutTls(name)).toBeUndefined();
});

test("no name of any table is called a typo", () => {
  const called = [...allDirectives().keys()].filter((it) => suggestDirective(it) !== undefined);
  expect(called).toEqual([]);
});

test("without the third-party table, its names would hardly ever pass for slips", () => {
  const foreign = [...allDirectives()]
    .filter(([, rows]) => rows.every((it) => it.origin === "third-party"))
    .map(([name]) => name);
  const oneSlip = foreign.filter((name) =>
    [...allDirectives()].some(
      ([other, rows]) => rows.some(isOwn) && osaDistance(name, other, 1) === 1,
    ),
  );
  expect(foreign.length).toBeGreaterThan(600);
  expect(oneSlip.length / foreign.length).toBeLessThan(0.02);
});

test("every slip in the name of a TLS directive is understood, unless it is as near to another name", () => {
  const names = new Set([...allTlsDirectives()].map((it) => it.name));
  let slipCount = 0;
  const ambiguous: string[] = [];
  for (const name of names) {
    for (const slip of slipsOf(name)) {
      if (lookUp(slip).length > 0) continue;
      slipCount++;
      const found = suggestDirective(slip)?.name;
      if (found === name) continue;
      const rival = [...allDirectives()].some(
        ([other, rows]) => other !== name && rows.some(isOwn) && osaDistance(slip, other, 1) <= 1,
      );
      expect([name, slip, found, rival]).toEqual([name, slip, found, true]);
      ambiguous.push(slip);
    }
  }
  expect(slipCount).toBeGreaterThan(4000);
  expect(ambiguous.length / slipCount).toBeLessThan(0.01);
});

test.each([
  ["TLSv1.0", "TLSv1"],
  ["TLS1.2", "TLSv1.2"],
  ["TLSv12", "TLSv1.2"],
  ["TLSv1_3", "TLSv1.3"],
  ["tls1.3", "TLSv1.3"],
  ["TLSv1,2", "TLSv1.2"],
  ["TLS-1.1", "TLSv1.1"],
  ["SSL3", "SSLv3"],
  ["SSLv23", "TLSv1.2"],
  ["tlsv1.2", "TLSv1.2"],
  ["TLSv1.4", undefined],
  ["ALL", undefined],
])("protocol %s means %s", (word, expected) => {
  expect(suggestWord(word, PROTOCOLS)).toBe(expected);
});

test("only candidates are suggested", () => {
  expect(suggestWord("SSL3", acceptedProtocols("js_fetch_protocols"))).toBeUndefined();
  expect(suggestWord("tls", ["ssl", "udp"])).toBe("ssl");
  expect(suggestWord("SSL", ["ssl", "udp"])).toBe("ssl");
  expect(suggestWord("https", ["udp"])).toBeUndefined();
  expect(suggestWord("optinal", ["on", "off", "optional", "optional_no_ca"])).toBe("optional");
});

/** A deletion and a swap at every position, a doubling or a replacement at every other. */
function* slipsOf(name: string): Generator<string> {
  for (let at = 0; at < name.length; at++) {
    const head = name.slice(0, at);
    const tail = name.slice(at + 1);
    const letter = name.charAt(at);
    yield head + tail;
    yield at % 2 === 0 ? head + letter + letter + tail : `${head}x${tail}`;
    const before = name.charAt(at - 1);
    if (at > 0 && letter !== before) yield name.slice(0, at - 1) + letter + before + tail;
  }
}
