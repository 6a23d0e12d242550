/** The extension as it is packaged, in a folder of its own: later builds do not disturb it. */
import { cpSync } from "node:fs";
import { join } from "node:path";
import { listFiles } from "@vscode/vsce";

const root = join(import.meta.dirname, "../..");

export async function stageExtension(folder) {
  for (const name of await listFiles({ cwd: root, dependencies: false })) {
    cpSync(join(root, name), join(folder, name));
  }
  return folder;
}
