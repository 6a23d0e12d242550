import { socketTexts } from "../config/listen-address.ts";
import { type ListenSocket, listenersOf, type VirtualServer } from "../config/listeners.ts";
import type { Located } from "../config/scope.ts";
import { hasPlaceholder } from "../knowledge/templates.ts";
import type { Word } from "../syntax/tree.ts";
import { removeDirective, removeWord } from "./shared/edits.ts";
import { docsAt } from "./shared/identity.ts";
import type { Report, Rule, RuleContext, RuleFix } from "./shared/rule.ts";
import { serverPlace } from "./shared/server.ts";

export const conflictingServerName: Rule = {
  id: "conflicting-server-name",
  severity: "warning",
  docs: {
    summary:
      "Two servers of one socket have the same name, and the later never gets a request for it",
    why: `
nginx warns, \`conflicting server name "a.example.com" on 0.0.0.0:443, ignored\`, and gives all requests for the name to the
server that stands first, with its certificate. Often a file was copied, or two files of \`conf.d\` are about one site. A server
without \`server_name\` has the empty name, that of requests without \`Host\`; names that differ in case only are the same, and
\`.example.com\` stands for \`example.com\` and \`*.example.com\`. Regular expressions are tried in turn, and not compared.`,
    references: [
      "https://nginx.org/en/docs/http/server_names.html",
      "https://nginx.org/en/docs/http/ngx_http_core_module.html#server_name",
    ],
  },
  examples: [
    {
      bad: `
http {
    server {
        listen 443 ssl;
        server_name www.example.com;
        ssl_certificate     /etc/ssl/certs/www.example.com.crt;
        ssl_certificate_key /etc/ssl/private/www.example.com.key;
    }
    server {
        listen 443 ssl;
        server_name admin.example.com www.example.com;
#                                     ~~~~~~~~~~~~~~~ warning: conflicting server name "www.example.com" on 0.0.0.0:443, ignored
        ssl_certificate     /etc/ssl/certs/admin.example.com.crt;
        ssl_certificate_key /etc/ssl/private/admin.example.com.key;
    }
}
`,
      good: `
http {
    server {
        listen 443 ssl;
        server_name www.example.com;
        ssl_certificate     /etc/ssl/certs/www.example.com.crt;
        ssl_certificate_key /etc/ssl/private/www.example.com.key;
    }
    server {
        listen 443 ssl;
        server_name admin.example.com;
        ssl_certificate     /etc/ssl/certs/admin.example.com.crt;
        ssl_certificate_key /etc/ssl/private/admin.example.com.key;
    }
}
`,
    },
  ],

  checkConfig(config, ctx) {
    // A name that clashes on several sockets is reported for the first.
    const reported = new Set<Word | VirtualServer>();
    for (const socket of listenersOf(config).sockets) {
      if (socket.servers.length > 1 && socket.family !== "mail") check(socket, reported, ctx);
    }
  },
};

interface Name {
  readonly text: string;
  readonly server: VirtualServer;
  /** Undefined for a server without `server_name`, whose name is empty. */
  readonly written: { readonly located: Located; readonly word: Word } | undefined;
}

function check(socket: ListenSocket, reported: Set<Word | VirtualServer>, ctx: RuleContext): void {
  const taken = new Map<string, Name>();
  for (const name of socket.servers.flatMap(namesOf)) {
    const keys = keysOf(name.text);
    const first = keys.map((it) => taken.get(it)).find((it) => it !== undefined);
    const mark = name.written?.word ?? name.server;
    if (!first) for (const key of keys) taken.set(key, name);
    if (!first || reported.has(mark)) continue;
    reported.add(mark);
    report(name, first, socket, ctx);
  }
}

function report(name: Name, first: Name, socket: ListenSocket, ctx: RuleContext): void {
  const place = placeOf(name);
  const other = placeOf(first);
  if (!place || !other) return;
  const [address = ""] = socketTexts(socket.address);
  ctx.report({
    ...place,
    message: `conflicting server name "${name.text}" on ${address}, ignored`,
    ...(name.written && { docs: docsAt(name.written.located) }),
    related: [{ ...other, message: "this server gets the requests" }],
    fixes: name.written ? without(name.written.located, name.written.word) : [],
  });
}

function placeOf({ written, server }: Name): Pick<Report, "file" | "span"> | undefined {
  return written ? { file: written.located.file, span: written.word.span } : serverPlace(server);
}

/** The name never counts, so that nothing changes without it. The last name stays: the server would have the empty one. */
function without(located: Located, word: Word): readonly RuleFix[] {
  const { file, directive, scope } = located;
  const names = scope.named("server_name");
  const isAlone = directive.args.length === 1;
  if (isAlone && names.length === 1) return [];
  const edit = isAlone ? removeDirective(located) : removeWord(file, directive, word);
  return [{ title: `Delete "${word.text}"`, safety: "safe", edits: [edit] }];
}

function namesOf(server: VirtualServer): readonly Name[] {
  const directives = server.scope.named("server_name");
  if (directives.length === 0) {
    return server.complete ? [{ text: "", server, written: undefined }] : [];
  }
  return directives.flatMap((located) =>
    located.directive.args
      .filter((it) => !it.text.startsWith("~") && !it.text.includes("$") && !hasPlaceholder(it.raw))
      .map((word) => ({ text: word.text.toLowerCase(), server, written: { located, word } })),
  );
}

/** What a name takes: nginx keeps exact names and both kinds of wildcards apart. */
function keysOf(text: string): readonly string[] {
  return text.startsWith(".") && text.length > 1 ? [text.slice(1), `*${text}`] : [text];
}
