/** Whether nginx looks the host of a pass up at run time. */
import { isIpLiteral, parseAddress } from "../../config/addresses.ts";
import type { Config } from "../../config/config.ts";
import type { TlsConnection } from "../../config/connections.ts";
import { possibleValues } from "../../config/variables.ts";

/** True if some value of the host is a name that nginx has no upstream for. */
export function needsLookUp(connection: TlsConnection, config: Config): boolean {
  const { address, text } = connection.target;
  if (address) return isUnknownName(address.host, connection, config);
  const [, host] = /^(?:(?:[a-z]+|\$\w+|\$\{\w+\}):\/\/)?([^/]*)/i.exec(text) ?? [];
  const [named] = /^[\w.-]+(?=$|:\$)/.exec(host ?? "") ?? [];
  if (named !== undefined) return isUnknownName(named, connection, config);
  const variable = /^\$\{?(\w+)\}?/.exec(host ?? "")?.[1];
  if (variable === undefined || ALWAYS_ADDRESS.has(variable)) return false;
  const values = possibleValues(variable, config.root);
  if (!values) {
    if (!host?.startsWith("$")) return true;
    return KNOWN_NAMES.test(variable) && !mayNameGroup(variable, connection, config);
  }
  return values.some((value) => {
    if (value.includes("$")) return false;
    const authority = /^(?:[a-z]+:\/\/)?([^/]*)/i.exec(value)?.[1] ?? "";
    const host = parseAddress(authority)?.host;
    return host !== undefined && host !== "" && isUnknownName(host, connection, config);
  });
}

const ALWAYS_ADDRESS: ReadonlySet<string> = new Set(["server_addr", "remote_addr"]);

/** Variables of nginx's own that hold a host name of the request. */
const KNOWN_NAMES = /^(host|http_host|arg_\w+|ssl_preread_server_name|ssl_server_name)$/;

/** Whether requests may choose among the declared groups: an argument any, a host one that is named like a host. */
function mayNameGroup(variable: string, { facts }: TlsConnection, config: Config): boolean {
  const groups = config.upstreams.filter((it) => it.family === facts.upstreams);
  return groups.some((it) => variable.startsWith("arg_") || it.name.includes("."));
}

/** Not an address, not a declared group, and not the host of a pass without variables. */
function isUnknownName(host: string, connection: TlsConnection, config: Config): boolean {
  const name = host.toLowerCase();
  if (name === "" || isIpLiteral(name)) return false;
  const family = connection.facts.upstreams;
  if (config.upstreams.some((it) => it.family === family && it.name.toLowerCase() === name)) {
    return false;
  }
  return !config.connections.some(
    ({ target, facts }) =>
      facts.upstreams === family &&
      !target.hasVariables &&
      target.address?.host.toLowerCase() === name,
  );
}
