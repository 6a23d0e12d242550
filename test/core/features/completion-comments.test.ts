import { expect, test } from "vitest";
import { RULES, readComments } from "#core";
import { completeAt, labelsAt } from "../../harness/completion.ts";
import { conf } from "../../harness/fixture.ts";

test("the forms of our comments, where each of them counts", async () => {
  expect(await labelsAt("# ngi$0\nhttp { }\n")).toEqual([
    "nginx-tls-disable-next-line",
    "nginx-tls-disable-line",
    "nginx-tls-disable",
    "nginx-tls-enable",
    "nginx-tls-disable-file",
    "nginx-tls:",
  ]);
  const below = await labelsAt(`http {\n${"\n".repeat(12)}# nginx-tls-$0\n}\n`);
  expect(below).not.toContain("nginx-tls-disable-file");
  expect(below).not.toContain("nginx-tls:");
  expect((await completeAt("http { } #$0")).labels).toContain("nginx-tls-disable-line");
});

test("the form that is typed is replaced", async () => {
  const { taken } = await completeAt("# nginx-tls-dis$0able\nhttp { }\n");
  expect(taken("nginx-tls-disable-line", "replace")).toBe("# nginx-tls-disable-line \nhttp { }\n");
});

test.each([
  "# note$0",
  "# the nginx-tls$0",
  "# $0 nginx",
  "http { } # nginx-tls-disable-line weak-protocol -- reason $0",
  "# nginx-tls-forget weak$0",
  `${"\n".repeat(10)}# nginx-tls: $0`,
  "# nginx-tls: colour=$0",
])("nothing in %j", async (text) => {
  const trigger = text.includes("$0 nginx") ? { trigger: " " } : {};
  expect((await completeAt(`${text}\n`, trigger)).completion).toBeUndefined();
});

test("settings that the comment does not name yet", async () => {
  const { labels, taken } = await completeAt("# nginx-tls: version=1.22.1 plat$0\nlisten 80;\n");
  expect(labels).toEqual(["platform="]);
  expect(taken("platform=")).toContain("# nginx-tls: version=1.22.1 platform=\n");
  const all = await completeAt("# nginx-tls:$0\nlisten 80;\n", { trigger: ":" });
  expect(all.labels).toEqual(["context=", "version=", "openssl=", "platform=", "policy="]);
  expect(all.taken("context=")).toContain("# nginx-tls: context=\n");
});

test("values of settings, what fits or counts first", async () => {
  const { labels } = await completeAt("# nginx-tls: context=$0\nserver_name a.example;\n");
  expect(labels[0]).toBe("http/server");
  expect(labels).toContain("stream/upstream");
  const ofStream = await labelsAt("# nginx-tls: context=$0\npreread_timeout 3s;\n");
  expect(ofStream[0]).toBe("stream/server");
  const versions = await completeAt("# nginx-tls: version=$0\nlisten 80;\n", { trigger: "=" });
  expect(versions.labels[0]).toBe("1.30.0");
  expect(versions.item("1.22.1").detail).toBe("Debian 12");
  expect(await labelsAt("# nginx-tls: openssl=1$0\n")).toEqual(["1.1.1"]);
  expect(await labelsAt("# nginx-tls: platform=nginxaas$0\n")).toEqual([
    "nginxaas-azure",
    "nginxaas-aws",
    "nginxaas-google",
  ]);
  expect(await labelsAt("# nginx-tls: policy=moz$0\n")).toEqual([
    "mozilla-intermediate",
    "mozilla-modern",
  ]);
});

test("all that is offered is understood", async () => {
  for (const key of ["context", "version", "openssl", "platform", "policy"]) {
    const { labels, taken, session, file } = await completeAt(`# nginx-tls: ${key}=$0\n`);
    for (const label of labels) {
      session.setText(file.path, taken(label));
      const read = await session.file(file.path);
      expect(read && readComments(read).problems).toEqual([]);
    }
  }
});

const WEAK = conf`
  events { }
  http {
      server_tokens on;
      # nginx-tls-disable-next-line $0
      # another comment

      ssl_protocols TLSv1.1 TLSv1.2;
      server { listen 443 ssl http2; ssl_reject_handshake on; }
  }
`;

test("rules: those with findings in the next line, then in the file, then all", async () => {
  const { labels, item, taken } = await completeAt(WEAK);
  expect(labels.slice(0, 2).sort()).toEqual(["tls13-missing", "weak-protocol"]);
  expect(labels.indexOf("listen-http2-deprecated")).toBeLessThan(labels.indexOf("duplicate-zone"));
  expect(labels).not.toContain("suppression-invalid");
  expect(labels).not.toContain("block-not-closed");
  expect(labels.length).toBeGreaterThan(RULES.length - 20);
  expect(item("weak-protocol").detail).toBe(
    RULES.find((it) => it.id === "weak-protocol")?.docs.summary,
  );
  expect(taken("weak-protocol")).toContain("-next-line weak-protocol -- reason\n");
});

test("a second rule, and one before a reason that is there", async () => {
  const second = await completeAt(WEAK.replace("line $0", "line weak-protocol, $0 -- kiosks"));
  expect(second.labels[0]).toBe("tls13-missing");
  expect(second.labels).not.toContain("weak-protocol");
  expect(second.taken("tls13-missing")).toContain("weak-protocol, tls13-missing -- kiosks\n");
  const first = await completeAt(WEAK.replace("line $0", "line $0 -- kiosks"));
  expect(first.taken("weak-protocol")).toContain("-line weak-protocol -- kiosks\n");
});

test("rules of the same line, of what follows and of the file", async () => {
  const first = async (text: string) => (await completeAt(text)).labels[0];
  const line = "ssl_protocols TLSv1.2 TLSv1.1 TLSv1.3;";
  expect(await first(`http {\n  ${line} # nginx-tls-disable-line $0\n}\n`)).toBe("weak-protocol");
  expect(await first(`http {\n  # nginx-tls-disable $0\n  ${line}\n}\n`)).toBe("weak-protocol");
  expect(await first(`# nginx-tls-disable-file $0\nevents { }\nhttp {\n  ${line}\n}\n`)).toBe(
    "weak-protocol",
  );
  const ended = `http {\n  # nginx-tls-disable hsts-short -- x\n  # nginx-tls-enable $0\n}\n`;
  const { labels, taken } = await completeAt(ended);
  expect(labels[0]).toBe("hsts-short");
  expect(taken("hsts-short")).toContain("nginx-tls-enable hsts-short\n");
});
