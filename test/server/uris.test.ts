import { expect, test } from "vitest";
import { Uris } from "../../server/uris.ts";

test.each([
  ["file:///etc/nginx/nginx.conf", "/etc/nginx/nginx.conf"],
  ["file:///c%3A/nginx/conf/nginx.conf", "C:/nginx/conf/nginx.conf"],
  ["file:///etc/a%20b/%C3%A9%23.conf", "/etc/a b/é#.conf"],
])("%s is %s, and back", (uri, path) => {
  const uris = new Uris();
  expect(uris.path(uri)).toBe(path);
  expect(uris.uri(path)).toBe(uri);
});

test("a drive is one path however it is spelled, and an open document keeps its spelling", () => {
  const uris = new Uris();
  expect(uris.path("file:///C:/nginx/a.conf")).toBe(uris.path("file:///c%3A/nginx/a.conf"));
  uris.remember("file:///C:/nginx/a.conf");
  expect(uris.uri("C:/nginx/a.conf")).toBe("file:///C:/nginx/a.conf");
  uris.forget("file:///C:/nginx/a.conf");
  expect(uris.uri("C:/nginx/a.conf")).toBe("file:///c%3A/nginx/a.conf");
});

test("in a virtual workspace its own URIs have plain paths", () => {
  const uris = new Uris("vscode-vfs://github/owner/repo");
  expect(uris.isLocal).toBe(false);
  expect(uris.path("vscode-vfs://github/owner/repo/nginx.conf")).toBe("/owner/repo/nginx.conf");
  expect(uris.uri("/owner/repo/mime.types")).toBe("vscode-vfs://github/owner/repo/mime.types");
});

test.each([
  "git:/etc/nginx/nginx.conf?ref",
  "untitled:Untitled-1",
  "vscode-vfs://github/owner/nginx.conf",
])("%s never has the path of a file", (uri) => {
  const uris = new Uris();
  const path = uris.path(uri);
  expect(path).not.toBe("/etc/nginx/nginx.conf");
  expect(path.startsWith("/")).toBe(true);
  expect(uris.isHome(path)).toBe(false);
  uris.remember(uri);
  expect(uris.uri(path)).toBe(uri);
});

test("a neighbour of a foreign document has a URI beside it", () => {
  const uris = new Uris();
  const folder = uris.path("vscode-vfs://github/owner/nginx.conf").replace(/[^/]*$/, "");
  expect(uris.uri(`${folder}mime.types`)).toBe("vscode-vfs://github/owner/mime.types");
});
