/** Times, sizes and status codes in plain words. */
import { parseSize, parseTime } from "../../knowledge/values/scalars.ts";
import { counted } from "../../text.ts";
import { code } from "../markdown.ts";

const TIME_UNITS: readonly (readonly [number, string])[] = [
  [365 * 86_400_000, "year"],
  [86_400_000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
  [1000, "second"],
  [1, "millisecond"],
];

/** `90m` is "1 hour 30 minutes". Undefined where nginx would refuse the text. `unit`: of a bare number. */
export function timeMeaning(text: string, unit: "s" | "ms"): string | undefined {
  const value = parseTime(text, unit);
  if (value === undefined) return undefined;
  let rest = unit === "s" ? value * 1000 : value;
  if (rest === 0) return `${code(text)}: no time at all`;
  const parts: string[] = [];
  for (const [size, name] of TIME_UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(counted(count, name));
  }
  return `${code(text)}: ${parts.join(" ")}`;
}

/** `8k` is "8192 bytes (8 KiB)". */
export function sizeMeaning(text: string): string | undefined {
  const bytes = /g$/i.test(text) ? gigabytes(text) : parseSize(text);
  if (bytes === undefined) return undefined;
  const units = ["KiB", "MiB", "GiB"];
  let value = bytes;
  let unit = "";
  for (const name of units) {
    if (value < 1024) break;
    value /= 1024;
    unit = name;
  }
  const short = unit === "" ? "" : ` (${Number(value.toFixed(1))} ${unit})`;
  return `${code(text)}: ${bytes.toLocaleString("en-US")} bytes${short}`;
}

function gigabytes(text: string): number | undefined {
  const count = /^(\d+)g$/i.exec(text)?.[1];
  return count === undefined ? undefined : Number(count) * 1024 ** 3;
}

/** RFC 9110, and nginx's own codes. */
const STATUS: Readonly<Record<string, string>> = {
  "200": "OK",
  "201": "Created",
  "202": "Accepted",
  "204": "No Content",
  "206": "Partial Content",
  "301": "Moved Permanently; clients may change POST to GET",
  "302": "Found: a redirect for now; clients may change POST to GET",
  "303": "See Other: a redirect to GET",
  "304": "Not Modified",
  "307": "Temporary Redirect, with the same method",
  "308": "Permanent Redirect, with the same method",
  "400": "Bad Request",
  "401": "Unauthorized",
  "402": "Payment Required",
  "403": "Forbidden",
  "404": "Not Found",
  "405": "Method Not Allowed",
  "406": "Not Acceptable",
  "408": "Request Timeout",
  "409": "Conflict",
  "410": "Gone",
  "411": "Length Required",
  "412": "Precondition Failed",
  "413": "Content Too Large",
  "414": "URI Too Long",
  "415": "Unsupported Media Type",
  "416": "Range Not Satisfiable",
  "418": "I'm a teapot",
  "421": "Misdirected Request: the connection's TLS name is not this host's",
  "422": "Unprocessable Content",
  "425": "Too Early: sent as early data, which can be replayed",
  "426": "Upgrade Required",
  "429": "Too Many Requests",
  "431": "Request Header Fields Too Large",
  "444": "nginx's own: closes the connection without an answer",
  "494": "nginx's own: request header too large",
  "495": "nginx's own: the client's certificate failed verification",
  "496": "nginx's own: the client showed no certificate",
  "497": "nginx's own: plain HTTP was sent to the HTTPS port",
  "499": "nginx's own: the client closed the connection",
  "500": "Internal Server Error",
  "501": "Not Implemented",
  "502": "Bad Gateway: the upstream answered badly, or TLS to it failed",
  "503": "Service Unavailable",
  "504": "Gateway Timeout",
  "505": "HTTP Version Not Supported",
  "507": "Insufficient Storage",
};

export function statusMeaning(text: string): string | undefined {
  const number = text.replace(/^=/, "");
  const about = Object.hasOwn(STATUS, number) ? STATUS[number] : undefined;
  return about && `${code(number)}: ${about}`;
}
