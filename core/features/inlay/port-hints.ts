/** The ports that nginx adds where none is written. */
import { parseAddress } from "../../config/addresses.ts";
import type { Config } from "../../config/config.ts";
import { listenersOf } from "../../config/listeners.ts";
import type { Located } from "../../config/scope.ts";
import type { Word } from "../../syntax/tree.ts";
import { spanInWord } from "../symbols/word-span.ts";
import type { InlayHint } from "./hint.ts";

interface PlacedHint extends InlayHint {
  readonly located: Located;
}

export function portHints(config: Config): readonly PlacedHint[] {
  return [...upstreamPorts(config), ...passPorts(config), ...listenPorts(config)];
}

/** A server of a group in `http`: 80, whatever scheme the pass has (ngx_http_upstream_server). */
function upstreamPorts({ upstreams }: Config): readonly PlacedHint[] {
  return upstreams
    .filter((it) => it.family === "http")
    .flatMap(({ servers }) => servers)
    .flatMap(({ located, address, hasService }) => {
      const [word] = located.directive.args;
      if (!word || !address || address.unix || address.port !== undefined || hasService) return [];
      return [portAt(located, word, word.text.length, 80)];
    });
}

/** The default of the scheme, where the host is no group and no variable. */
function passPorts({ connections }: Config): readonly PlacedHint[] {
  return connections.flatMap(({ pass, target, facts }) => {
    const [word] = pass.directive.args;
    const port = DEFAULT_PORTS[target.scheme ?? ""];
    const { address, group, scheme = "" } = target;
    if (!word || port === undefined || facts.family === "stream" || group) return [];
    if (!address || address.unix || address.port !== undefined) return [];
    const start = scheme.length + "://".length;
    const length = /^[^/?#]*/.exec(target.text.slice(start))?.[0].length ?? 0;
    return [portAt(pass, word, start + length, port)];
  });
}

/** gRPC and uwsgi have none. */
const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** A `listen` in `http` with an address alone: 80 (ngx_http_core_listen). */
function listenPorts(config: Config): readonly PlacedHint[] {
  const listens = listenersOf(config).servers.flatMap((it) => it.listens);
  return listens.flatMap(({ located, address, socket }) => {
    const word = located?.directive.args[0];
    if (!located || !word || socket.family !== "http" || address.unix) return [];
    if (parseAddress(word.text)?.port !== undefined || /^\d+(-\d+)?$/.test(word.text)) return [];
    return address.port === 80 ? [portAt(located, word, word.text.length, 80)] : [];
  });
}

function portAt(located: Located, word: Word, length: number, port: number): PlacedHint {
  const offset = spanInWord(word, 0, length).end;
  const explanation = `No port is written: nginx takes ${port}`;
  const parts = [{ text: `:${port}`, explanation, origin: undefined }];
  return { located, offset, parts, apart: false };
}
