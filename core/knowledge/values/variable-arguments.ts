/** Which arguments nginx compiles as text with variables, as its sources do. */
import type { DirectiveRow } from "../directives.ts";
import { readCondition } from "./condition.ts";
import { type CompiledText, compileLogText, compileText, INVALID_NAME } from "./script.ts";

export interface VariableText extends CompiledText {
  readonly argument: number;
  /** Where the compiled text begins in the argument. */
  readonly start: number;
}

type Choice = readonly number[] | "all" | "last" | ((args: readonly string[]) => VariableText[]);

const FIRST: Choice = [0];
const SECOND: Choice = [1];

/** Slots of nginx's own whose arguments are compiled. */
const SLOTS: Readonly<Record<string, Choice>> = {
  complex: FIRST,
  "complex-size": FIRST,
  predicate: "all",
  bind: FIRST,
  param: SECOND,
};

const UPSTREAM_PROTOCOLS = ["proxy", "fastcgi", "scgi", "uwsgi"];

const HTTP: Readonly<Record<string, Choice>> = {
  root: FIRST,
  alias: FIRST,
  error_page: "last",
  try_files: "all",
  index: "all",
  return: "last",
  rewrite: SECOND,
  set: SECOND,
  if: conditionTexts,
  map: FIRST,
  geo: geoTexts,
  split_clients: FIRST,
  add_header: SECOND,
  add_trailer: SECOND,
  expires: "last",
  auth_basic_user_file: FIRST,
  auth_request_set: ([, value = ""]) => [{ argument: 1, start: 0, ...compileText(value) }],
  proxy_set_header: SECOND,
  grpc_set_header: SECOND,
  proxy_set_body: FIRST,
  proxy_redirect: pairTexts,
  proxy_cookie_domain: pairTexts,
  proxy_cookie_path: pairTexts,
  sub_filter: [0, 1],
  limit_req_zone: FIRST,
  limit_conn_zone: FIRST,
  access_log: logTexts,
  log_format: formatTexts,
  hash: FIRST,
  js_var: SECOND,
  ssl_certificate: FIRST,
  ssl_certificate_key: FIRST,
  grpc_pass: FIRST,
  image_filter: [1, 2],
  xslt_param: SECOND,
  xslt_string_param: SECOND,
  ...Object.fromEntries(
    UPSTREAM_PROTOCOLS.flatMap((it) => [
      [`${it}_pass`, FIRST],
      [`${it}_cache`, FIRST],
      [`${it}_cache_key`, FIRST],
      [`${it}_store`, FIRST],
    ]),
  ),
};

const STREAM: Readonly<Record<string, Choice>> = {
  proxy_pass: FIRST,
  proxy_bind: FIRST,
  return: FIRST,
  set: SECOND,
  map: FIRST,
  geo: geoTexts,
  split_clients: FIRST,
  limit_conn_zone: FIRST,
  access_log: logTexts,
  log_format: formatTexts,
  hash: FIRST,
  js_var: SECOND,
  ssl_certificate: FIRST,
  ssl_certificate_key: FIRST,
};

/** True for what nginx compiles when it puts the levels together, for each server and location. */
export function isCompiledLate({ name, slot }: DirectiveRow): boolean {
  return slot === "param" || name.endsWith("_set_header");
}

/** The texts with variables among the arguments of a directive that this row reads. */
export function variableTexts(row: DirectiveRow, args: readonly string[]): readonly VariableText[] {
  const isHttp = row.module.startsWith("ngx_http_");
  if (!isHttp && !row.module.startsWith("ngx_stream_")) return [];
  const choice = (isHttp ? HTTP : STREAM)[row.name] ?? SLOTS[row.slot ?? ""];
  if (choice === undefined) return [];
  if (typeof choice === "function") return choice(args);
  return indexes(choice, args.length).flatMap((argument) => {
    const text = args[argument];
    return text === undefined ? [] : [{ argument, start: 0, ...compileText(text) }];
  });
}

function indexes(choice: readonly number[] | "all" | "last", count: number): readonly number[] {
  if (choice === "last") return [count - 1];
  return choice === "all" ? Array.from({ length: count }, (_, index) => index) : choice;
}

/** `geo` and `if` take the rest of the word for the name. */
function bareVariable(argument: number, text: string, start = 0): VariableText {
  const name = text.slice(1);
  const uses = text.startsWith("$") ? [{ name, start: 0, end: text.length }] : [];
  return { argument, start, uses, fault: undefined };
}

/** The address comes from a variable where two are given. */
function geoTexts([source = "", target]: readonly string[]): VariableText[] {
  return target === undefined ? [] : [bareVariable(0, source)];
}

function conditionTexts(args: readonly string[]): VariableText[] {
  const condition = readCondition(args);
  if (condition.kind === "fault") return [];
  const texts: VariableText[] = [];
  if (condition.kind !== "file") {
    const { argument, text, start } = condition.variable;
    texts.push(bareVariable(argument, text, start));
  }
  if (condition.kind === "comparison" || condition.kind === "file") {
    const { argument, text, start } = condition.operand;
    texts.push({ argument, start, ...compileText(text) });
  }
  return texts;
}

/** A pattern, which may be an expression, and its replacement. */
function pairTexts(args: readonly string[]): VariableText[] {
  if (args.length < 2) return [];
  return args.flatMap((text, argument) =>
    argument === 0 && text.startsWith("~") ? [] : [{ argument, start: 0, ...compileText(text) }],
  );
}

function logTexts(args: readonly string[]): VariableText[] {
  return args.flatMap((text, argument) => {
    const start = argument > 1 && text.startsWith("if=") ? "if=".length : 0;
    if (argument > 0 && start === 0) return [];
    return [{ argument, start, ...compileText(text.slice(start)) }];
  });
}

/** Variables of their own that only logs have. */
const LOG_VARIABLES: ReadonlySet<string> = new Set([
  "pipe",
  "time_local",
  "time_iso8601",
  "msec",
  "request_time",
  "status",
  "bytes_sent",
  "body_bytes_sent",
  "request_length",
]);

function formatTexts(args: readonly string[]): VariableText[] {
  return args.slice(1).flatMap((text, index) => {
    if (index === 0 && text.startsWith("escape=")) return [];
    const { uses, fault } = compileLogText(text);
    const others = uses.filter((it) => !LOG_VARIABLES.has(it.name));
    const logFault =
      fault?.message === INVALID_NAME
        ? { ...fault, message: `invalid parameter "${text.slice(fault.at)}"` }
        : fault;
    return [{ argument: index + 1, start: 0, uses: others, fault: logFault }];
  });
}
