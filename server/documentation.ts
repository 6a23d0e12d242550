/** NGINX's documentation of directives: loaded once, when something is first hovered. */
import type { Connection, InitializeParams } from "vscode-languageserver";
import { Documentation } from "#core";
import { parseInitializationOptions, ReadFile } from "./protocol.ts";

/** A text that could not be loaded is asked for again. */
export function onceLoaded(load: () => Promise<string | undefined>): () => Promise<Documentation> {
  let loaded: Documentation | undefined;
  return async () => {
    if (loaded) return loaded;
    const text = await load();
    if (text === undefined) return new Documentation("");
    loaded ??= new Documentation(text);
    return loaded;
  };
}

/** From the client that told where it has the text; undefined from any other. */
export async function referenceOfClient(
  connection: Connection,
  { initializationOptions }: InitializeParams,
): Promise<string | undefined> {
  const { reference: uri } = parseInitializationOptions(initializationOptions);
  if (uri === undefined) return undefined;
  return (await connection.sendRequest(ReadFile, { uri })).text ?? undefined;
}
