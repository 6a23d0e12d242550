import { expect, test } from "vitest";
import { allDirectives, isOwn } from "../../../core/knowledge/directives.ts";
import { Documentation } from "../../../core/knowledge/documentation.ts";
import { REFERENCE } from "../../harness/reference.ts";

test("a directive is documented by its page", () => {
  const http = REFERENCE.directive("proxy_pass", "http/ngx_http_proxy_module");
  const stream = REFERENCE.directive("proxy_pass", "stream/ngx_stream_proxy_module");
  expect(http).toContain("Sets the protocol and address of a proxied server");
  expect(stream).toMatch(/^Sets the address of a proxied server/);
  expect(REFERENCE.directive("proxy_pass", "mail/none")).toBeUndefined();
});

test("nearly every directive of nginx that has a page has a text", () => {
  const rows = [...allDirectives().values()].flat().filter((it) => isOwn(it) && it.page !== "");
  const without = rows.filter((it) => REFERENCE.directive(it.name, it.page) === undefined);
  expect(rows.length).toBeGreaterThan(700);
  expect(without.map((it) => `${it.name} ${it.page}`)).toEqual([]);
});

test("a variable is documented by its family, also one whose name is a pattern", () => {
  expect(REFERENCE.variable("bytes_sent", "stream")).toMatchObject({
    page: "stream/ngx_stream_core_module",
    text: "number of bytes sent to a client",
  });
  expect(REFERENCE.variable("SSL_Client_Verify", "http")?.text).toContain("SUCCESS");
  expect(REFERENCE.variable("http_x_real_ip", "http")?.pattern).toBe("$http_NAME");
  expect(REFERENCE.variable("http_x_real_ip", "stream")).toBeUndefined();
  expect(REFERENCE.variable("nobody", "http")).toBeUndefined();
});

test("without its text there is no documentation", () => {
  expect(new Documentation("").directive("listen", "http/ngx_http_core_module")).toBeUndefined();
});
