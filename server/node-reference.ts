/** NGINX's documentation of directives, which the build puts beside the server's bundle or a folder above. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";

const PLACES = ["reference.txt", "../reference.txt"];

/** Undefined where the file was not shipped. */
export async function readReference(): Promise<string | undefined> {
  for (const place of PLACES) {
    try {
      return await readFile(join(import.meta.dirname, place), "utf8");
    } catch {
      // the next place
    }
  }
  return undefined;
}
