import { afterEach, expect, test } from "vitest";
import { startClient, stopClients } from "./client.ts";
import { rootDiffers } from "./sample-rules.ts";

afterEach(stopClients);

const SITE = "file:///w/shared/site.conf";

test("a document is judged in all main files of the workspace that include it", async () => {
  const client = await startClient({
    folders: ["file:///w", "file:///v"],
    rules: [rootDiffers],
    files: {
      "/w/a/nginx.conf": "http {\n  root /a;\n  include ../shared/site.conf;\n}\n",
      "/v/nginx.conf": "http {\n  root /b;\n  include /w/shared/*.conf;\n}\n",
    },
  });
  await client.open(SITE, "root /b;\n");
  const [finding, ...others] = await client.pullItems(SITE);
  expect(others).toEqual([]);
  expect(finding?.relatedInformation?.map((it) => it.location.uri)).toContain(
    "file:///w/a/nginx.conf",
  );
  expect(finding?.relatedInformation?.at(-1)?.message).toBe(
    'only in the configuration of "a/nginx.conf"',
  );
  await client.open(
    "file:///w/a/nginx.conf",
    "http {\n  root /b;\n  include ../shared/site.conf;\n}\n",
  );
  await client.edit(SITE, "root /b;", "root /c;");
  const both = await client.pullItems(SITE);
  expect(both.map((it) => client.describe(SITE, it))).toEqual(["0:/c information root-differs"]);
  const related = both[0]?.relatedInformation?.map((it) => it.message).join();
  expect(related).not.toContain("only in");
});

test("the path map counts from the workspace folder, and a change of it applies", async () => {
  const main = "file:///w/main.conf";
  const client = await startClient({
    folders: ["file:///w"],
    rules: [rootDiffers],
    files: { "/w/conf/a.conf": "root /a;\n" },
  });
  await client.open(main, "http {\n  root /b;\n  include /srv/nginx/a.conf;\n}\n");
  const site = "file:///w/conf/a.conf";
  await client.open(site, "root /a;\n");
  expect(await client.findings(site)).toEqual([]);
  await client.configure("", { pathMap: { "/srv/nginx": "conf" } });
  expect(await client.findings(site)).toEqual(["0:/a information root-differs"]);
  await client.configure("", { pathMap: { conf: 1 } });
  expect(await client.findings(site)).toEqual([]);
  expect(client.log).toEqual(['"nginxTls.pathMap" must be an object of absolute folders']);
});

test("a main file's folder stands for nginx's own inside the workspace alone", async () => {
  const files = {
    "/w/conf/nginx.conf": "http {\n  root /b;\n  include /etc/nginx/x/*.conf;\n}\n",
    "/w/conf/x/a.conf": "root /a;\n",
  };
  const site = "file:///w/conf/x/a.conf";
  const inside = await startClient({ folders: ["file:///w"], files, rules: [rootDiffers] });
  await inside.open(site, "root /a;\n");
  expect(await inside.findings(site)).toEqual(["0:/a information root-differs"]);
  const outside = await startClient({ folders: ["file:///v"], files, rules: [rootDiffers] });
  await outside.open(site, "root /a;\n");
  expect(await outside.findings(site)).toEqual([]);
});

test("the platform is a setting, and a comment counts more", async () => {
  const main = "file:///w/nginx.conf";
  const client = await startClient({ rules: "all" });
  await client.open(main, "events {}\nhttp {\n  keyval_zone zone=one:32k;\n}\n");
  expect(await client.findings(main)).toEqual(["2:keyval_zone information plus-directive"]);
  await client.configure("", { platform: "nginx-plus" });
  expect(await client.findings(main)).toEqual([]);
  await client.edit(main, "events {}", "# nginx-tls: platform=nginx-core\nevents {}");
  expect(await client.findings(main)).toEqual(["3:keyval_zone error unknown-directive"]);
});
