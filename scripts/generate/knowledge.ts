/** What is written from the committed sources and file names alone, without the engine. */
import { ciphers } from "./ciphers.ts";
import { directives } from "./directives.ts";
import { nginxaas } from "./nginxaas.ts";
import type { Output } from "./output.ts";
import { reference } from "./reference.ts";
import { ruleIndex } from "./rule-index.ts";
import { syntax } from "./syntax.ts";
import { tls } from "./tls.ts";
import { variables } from "./variables.ts";

export function knowledge(): Output[] {
  return [
    ...directives(),
    ...tls(),
    ...syntax(),
    ...reference(),
    ...ciphers(),
    ...variables(),
    ...nginxaas(),
    ...ruleIndex(),
  ];
}
