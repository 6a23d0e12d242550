/** Every snippet, with its defaults and with each other choice, is accepted by the real nginx. */
import { describe, expect, test } from "vitest";
import { expandAll } from "../snippets/expand.ts";
import { SNIPPETS, wrap } from "../snippets/snippets.ts";
import { nginxTest } from "./harness.ts";
import { withStandIns } from "./stand-ins.ts";

const ENCRYPTED = { "/etc/nginx/client.pem": "srv.crt", "/etc/nginx/client.key": "srv.enc.key" };

describe.each(SNIPPETS.map((it) => [it.prefix, it] as const))("%s", (prefix, { body }) => {
  test.each(expandAll(body))("passes nginx -t, expansion %#", async (text) => {
    const files = { "nginx.conf": wrap(prefix, text), uwsgi_params: "", fastcgi_params: "" };
    const own = text.includes("password_file") ? ENCRYPTED : {};
    const verdict = await nginxTest(await withStandIns(files, own));
    expect(verdict.output).toContain("test is successful");
    expect(verdict.warnings).toEqual([]);
  });
});
