/** Entry in the web extension host. */
import "mocha/mocha.js";
import { collect, finish, RETRIES } from "./report.ts";

export async function run(): Promise<void> {
  mocha.setup({ ui: "tdd", reporter: "Base", timeout: 30_000, retries: RETRIES });
  await import("./tests.ts");
  finish(await collect(mocha.run()));
}
