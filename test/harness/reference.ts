/** NGINX's documentation, read from where the build reads it. */
import { readFileSync } from "node:fs";
import { Documentation } from "#core";

export const REFERENCE_TEXT: string = readFileSync(
  new URL("../../core/knowledge/generated/reference.txt", import.meta.url),
  "utf8",
);

export const REFERENCE: Documentation = new Documentation(REFERENCE_TEXT);
