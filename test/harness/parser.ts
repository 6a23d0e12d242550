import { createParser, type SyntaxParser, VOCABULARY } from "#core";
import { WASM } from "./wasm.ts";

/** One parser for all tests: it keeps no state between texts. */
export const PARSER: SyntaxParser = await createParser(WASM, VOCABULARY);
