import { expect, test } from "vitest";
import { cloudFacts, isListed } from "../../../core/knowledge/nginxaas.ts";

test.each([
  ["proxy_pass", true, true, true],
  ["zone_sync_ssl", true, false, false],
  ["app_protect_enable", false, true, true],
  ["http2", false, false, false],
] as const)("%s is listed", (name, azure, aws, google) => {
  const listed = (["azure", "aws", "google"] as const).map((it) => isListed(name, it));
  expect(listed).toEqual([azure, aws, google]);
});

test("what no file can do without is listed everywhere", () => {
  for (const name of ["events", "http", "server", "location", "upstream", "include", "listen"]) {
    for (const cloud of ["azure", "aws", "google"] as const) {
      expect(isListed(name, cloud), `${name} on ${cloud}`).toBe(true);
    }
  }
});

test("certificates have a folder on every cloud, which workers can't read", () => {
  for (const cloud of ["azure", "aws", "google"] as const) {
    const { folders, masterOnly } = cloudFacts(cloud);
    expect(folders).toContain("/etc/nginx");
    expect(masterOnly).toEqual(["/etc/nginx"]);
  }
});
