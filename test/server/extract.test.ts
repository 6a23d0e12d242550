import { afterEach, expect, test } from "vitest";
import { PULL } from "./capabilities.ts";
import { startClient, stopClients } from "./client.ts";

afterEach(stopClients);

const MAIN = "file:///etc/nginx/nginx.conf";
const TEXT = "events {}\nhttp {\n  gzip on;\n  gzip_types text/css;\n}\n";
const CREATING = {
  ...PULL,
  workspace: {
    ...PULL.workspace,
    workspaceEdit: { documentChanges: true, resourceOperations: ["create" as const] },
  },
};

test("selected directives go into a new file, in one edit", async () => {
  const client = await startClient({ rules: [], capabilities: CREATING });
  expect(client.result.capabilities.codeActionProvider).toMatchObject({
    codeActionKinds: ["quickfix", "refactor.extract", "source.fixAll.nginxTls"],
  });
  await client.open(MAIN, TEXT);
  const actions = await client.actions(MAIN, "gzip on;\n  gzip_types text/css;");
  const uri = "file:///etc/nginx/snippets/gzip.conf";
  const at = { line: 0, character: 0 };
  expect(actions).toEqual([
    {
      title: "Move to snippets/gzip.conf",
      kind: "refactor.extract",
      edit: {
        documentChanges: [
          { kind: "create", uri, options: { overwrite: false, ignoreIfExists: false } },
          {
            textDocument: { uri, version: null },
            edits: [{ range: { start: at, end: at }, newText: "gzip on;\ngzip_types text/css;\n" }],
          },
          {
            textDocument: { uri: MAIN, version: 1 },
            edits: [
              {
                range: { start: { line: 2, character: 2 }, end: { line: 3, character: 22 } },
                newText: "include snippets/gzip.conf;",
              },
            ],
          },
        ],
      },
    },
  ]);
});

test("it is offered for whole directives, where it is asked for, to who can create files", async () => {
  const client = await startClient({ rules: [], capabilities: CREATING });
  await client.open(MAIN, TEXT);
  expect(await client.actions(MAIN, "gzip on;", ["quickfix"])).toEqual([]);
  expect(await client.actions(MAIN, "gzip on;", ["refactor"])).toHaveLength(1);
  expect(await client.actions(MAIN, "gzip o")).toEqual([]);
  const other = await startClient({ rules: [] });
  await other.open(MAIN, TEXT);
  expect(await other.actions(MAIN, "gzip on;")).toEqual([]);
});
