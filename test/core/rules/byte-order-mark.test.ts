import { test } from "vitest";
import { tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("byte-order-mark");

test("only at the start of the file", async () => {
  await check("http {\n    add_header X \uFEFF;\n}\n");
});

test("the fix removes it and nothing else", async () => {
  await checkFix("$0\uFEFF# main\nhttp {\n}\n", "# main\nhttp {\n}\n", { broken: true });
});
