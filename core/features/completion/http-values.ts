/** Header fields, media types, status codes and other words of HTTP. */
import {
  CGI_PARAMETERS,
  type HeaderField,
  REQUEST_HEADERS,
  RESPONSE_HEADERS,
} from "../../knowledge/http-headers.ts";
import { COMPRESSIBLE, MIME_TYPES } from "../../knowledge/mime-types.ts";
import { type CompletionItem, RANK } from "./item.ts";
import { type Source, type ValueSite, whole } from "./value-site.ts";

export const headerValues: Source = ({ name, args }) => {
  const [fields, sets] = headersOf(name);
  if (!fields) return undefined;
  const [field, value] = args;
  if (field === undefined || !sets) {
    const listed = new Set(sets ? [] : args.map((it) => it.toLowerCase()));
    const rest = fields.filter((it) => !listed.has(it.name.toLowerCase()));
    return whole(rest.map((it) => fieldItem(it, sets)));
  }
  if (value !== undefined) return undefined;
  const known = fields.find((it) => it.name.toLowerCase() === field.toLowerCase());
  return whole(
    (known?.values ?? []).map((it) => ({
      label: it === "" ? '""' : it,
      kind: "value",
      insert: it,
      rank: RANK.usual,
      ...(it === "" && { detail: "is not sent" }),
    })),
  );
};

function headersOf(name: string): readonly [readonly HeaderField[] | undefined, boolean] {
  if (/^(add_header|add_trailer)$/.test(name)) return [RESPONSE_HEADERS, true];
  if (/^(proxy|grpc)_set_header$/.test(name)) return [REQUEST_HEADERS, true];
  if (/^(fastcgi|scgi|uwsgi)_param$/.test(name)) return [CGI_PARAMETERS, true];
  if (/_(hide|pass)_header$/.test(name)) return [RESPONSE_HEADERS, false];
  return [undefined, false];
}

function fieldItem({ name, meaning, values }: HeaderField, sets: boolean): CompletionItem {
  const continues = sets && values.length > 0;
  return {
    label: name,
    kind: "value",
    insert: name,
    rank: values.length > 0 ? RANK.usual : RANK.known,
    detail: meaning,
    ...(continues && { continues }),
  };
}

const TYPE_LISTS = /^(gzip|sub_filter|addition|charset|ssi|xslt|brotli|zstd)_(filter_)?types$/;

export const typeValues: Source = ({ name, args }) => {
  if (name !== "default_type" && !TYPE_LISTS.test(name)) return undefined;
  if (name === "default_type" && args.length > 0) return undefined;
  const listed = new Set(args);
  const compresses = /^(gzip|brotli|zstd)_types$/.test(name);
  const items = MIME_TYPES.filter((it) => !listed.has(it.name)).map((it) => ({
    ...typeItem(it.name, it.extensions),
    rank: compresses && COMPRESSIBLE.includes(it.name) ? RANK.usual : RANK.known,
  }));
  if (!compresses || args.length > 0) return whole(items);
  const text = COMPRESSIBLE.join(" ");
  const all: CompletionItem = {
    label: text,
    kind: "value",
    insert: text,
    phrase: true,
    rank: RANK.recommended,
    detail: "what is worth compressing",
  };
  return whole([all, ...items]);
};

export function typeItem(name: string, extensions: readonly string[]): CompletionItem {
  const detail = extensions.join(" ");
  return { label: name, kind: "value", insert: name, rank: RANK.known, ...(detail && { detail }) };
}

/** What the codes are called in RFC 9110 and its like; 444 and 499 are nginx's own. */
const CODES: readonly (readonly [number, string])[] = [
  [200, "OK"],
  [204, "No Content"],
  [206, "Partial Content"],
  [301, "Moved Permanently"],
  [302, "Found"],
  [303, "See Other"],
  [304, "Not Modified"],
  [307, "Temporary Redirect"],
  [308, "Permanent Redirect"],
  [400, "Bad Request"],
  [401, "Unauthorized"],
  [403, "Forbidden"],
  [404, "Not Found"],
  [405, "Method Not Allowed"],
  [408, "Request Timeout"],
  [410, "Gone"],
  [413, "Content Too Large"],
  [414, "URI Too Long"],
  [416, "Range Not Satisfiable"],
  [418, "I'm a teapot"],
  [421, "Misdirected Request"],
  [425, "Too Early"],
  [429, "Too Many Requests"],
  [444, "closes the connection without a response"],
  [495, "client certificate could not be verified"],
  [496, "client sent no certificate"],
  [497, "plain HTTP request to an HTTPS port"],
  [500, "Internal Server Error"],
  [501, "Not Implemented"],
  [502, "Bad Gateway"],
  [503, "Service Unavailable"],
  [504, "Gateway Timeout"],
];

export const codeValues: Source = (at) => {
  const accepts = codesOf(at);
  if (!accepts) return undefined;
  const items = CODES.filter(([code]) => accepts(code) && !at.args.includes(String(code)));
  const codes = items.map(([code, meaning]) => codeItem(String(code), meaning));
  const isCache = /_cache_valid$/.test(at.name) && at.args.length === 0;
  return whole(isCache ? [...codes, ANY_RESPONSE] : codes);
};

/** A time alone is for 200, 301 and 302. */
const ANY_RESPONSE: CompletionItem = { ...codeItem("any 1m", "every response"), phrase: true };

function codesOf({ name, args, row, spots }: ValueSite): ((code: number) => boolean) | undefined {
  const isHttp = spots.some((it) => it.place.startsWith("http"));
  if (name === "return" && args.length === 0 && isHttp) return () => true;
  if (name === "error_page") {
    const codesOnly = args.every((it) => /^\d+$/.test(it));
    return codesOnly ? (code) => code >= 300 && code !== 444 : undefined;
  }
  if (/_cache_valid$/.test(name)) return () => true;
  if (args.length > 0 || !row?.bounds || !/_status$/.test(name)) return undefined;
  const [low, high] = row.bounds;
  return (code) => code >= low && (high === -1 || code <= high);
}

function codeItem(label: string, detail: string): CompletionItem {
  return { label, kind: "value", insert: label, rank: RANK.known, detail };
}
