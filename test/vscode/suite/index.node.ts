/** Entry in the Node extension host, for the browser workbench and for @vscode/test-electron. */
import Mocha from "mocha";
import { collect, finish, RETRIES } from "./report.ts";

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: "tdd", timeout: 30_000, retries: RETRIES });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await import("./tests.ts");
  finish(await collect(mocha.run()));
}
