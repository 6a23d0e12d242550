/** Names that the configuration defines elsewhere: zones, caches, log formats, named locations, pools. */
import type { BlockKind } from "../../config/block-kind.ts";
import { baseName } from "../../config/paths.ts";
import type { Located, Scope } from "../../config/scope.ts";
import { statementOf } from "../../config/statement.ts";
import type { Draft } from "../symbols/draft.ts";
import { nameDrafts } from "../symbols/names.ts";
import { type CompletionItem, RANK } from "./item.ts";
import type { Spot } from "./surroundings.ts";
import { type Offer, type Source, type ValueSite, whole } from "./value-site.ts";
import { placeOf } from "./variable-values.ts";

export const nameValues: Source = (at) => {
  const { args } = at;
  const use = useAt(at);
  if (use) return namesOf(use.draft, at);
  if (at.name === "aio") return pools(at);
  if (/^js_(?!import$|path$|preload_object$|include$|fetch)/.test(at.name)) return scripts(at);
  return args.length === 0 && URI_DIRECTIVES.test(at.name) ? whole(locations(at)) : undefined;
};

const URI_DIRECTIVES = /^(auth_request|mirror|post_action|empty_gif)$/;
const PROBE = "x";

/** The name that the argument would use if one were written there. */
function useAt(at: ValueSite): { readonly draft: Draft; readonly kind: BlockKind } | undefined {
  const { name, args, spots } = at;
  const { kind } = spots[0].scope;
  for (const text of probes(at)) {
    const statement = {
      name,
      args: [...args, text],
      terminated: true,
      isBlock: false,
      isCode: false,
    };
    const draft = nameDrafts(statement, kind).find(
      (it) => it.role === "use" && it.argument === args.length,
    );
    if (draft) return { draft, kind };
  }
  return undefined;
}

function probes({ typed }: ValueSite): readonly string[] {
  if (typed.startsWith("$")) return [];
  const key = /^\w+=/.exec(typed)?.[0];
  return key === undefined ? [`@${PROBE}`, PROBE] : [key + PROBE];
}

function namesOf(use: Draft, at: ValueSite): Offer | undefined {
  const items = new Map<string, CompletionItem>();
  for (const spot of at.spots) {
    for (const located of definitionsIn(spot)) {
      for (const it of nameDrafts(statementOf(located.directive), located.scope.kind)) {
        if (it.role !== "definition" || it.kind !== use.kind || it.domain !== use.domain) continue;
        if (use.kind === "named location" && !shareServer(located.scope, spot.scope)) continue;
        const label = use.kind === "named location" ? `@${it.name}` : it.name;
        items.set(label, referenceItem(label, located));
      }
    }
  }
  if (use.kind === "named location") {
    return whole([...items.values(), ...(at.name === "try_files" ? [] : locations(at))]);
  }
  const from = use.start;
  return items.size === 0 ? undefined : { items: [...items.values()], from };
}

const DEFINING: readonly string[] = [
  "limit_req_zone",
  "limit_conn_zone",
  "ssl_session_cache",
  "ssl_ocsp_cache",
  "keyval_zone",
  "proxy_cache_path",
  "fastcgi_cache_path",
  "scgi_cache_path",
  "uwsgi_cache_path",
  "log_format",
  "match",
  "oidc_provider",
  "acme_issuer",
  "location",
];

function definitionsIn({ config }: Spot): readonly Located[] {
  return config.root.readingOrder(DEFINING);
}

function shareServer(a: Scope, b: Scope): boolean {
  const server = serverOf(a);
  return server === undefined || server === serverOf(b) || serverOf(b) === undefined;
}

function serverOf(scope: Scope): Scope | undefined {
  for (const it of scope.outward()) if (it.place === "http/server") return it;
  return undefined;
}

function referenceItem(label: string, located: Located): CompletionItem {
  return { label, kind: "reference", insert: label, rank: RANK.named, detail: placeOf(located) };
}

/** Paths of the server's locations. */
function locations(at: ValueSite): readonly CompletionItem[] {
  const items = new Map<string, CompletionItem>();
  for (const { scope } of at.spots) {
    const server = serverOf(scope);
    for (const located of server ? scope.everywhere("location") : []) {
      const path = located.directive.args.at(-1)?.text ?? "";
      const regex = located.directive.args[0]?.text.startsWith("~") === true;
      if (regex || !path.startsWith("/") || serverOf(located.scope) !== server) continue;
      items.set(path, { ...referenceItem(path, located), rank: RANK.known });
    }
  }
  return [...items.values()];
}

/** `aio threads=POOL`. */
function pools({ typed, spots }: ValueSite): Offer | undefined {
  const key = "threads=";
  if (!typed.startsWith(key)) return undefined;
  const items = spots[0].config.root.everywhere("thread_pool").flatMap((located) => {
    const label = located.directive.args[0]?.text;
    if (label === undefined) return [];
    return [{ label, kind: "reference", insert: label, rank: RANK.named } as const];
  });
  return { items, from: key.length };
}

/** Modules that `js_import` names, for `js_content MODULE.function`. */
function scripts(at: ValueSite): Offer | undefined {
  const index = at.name === "js_set" ? 1 : 0;
  if (at.args.length !== index || at.typed.includes(".")) return undefined;
  const items = new Map<string, CompletionItem>();
  for (const { config } of at.spots) {
    for (const located of config.root.everywhere("js_import")) {
      const [first, from] = located.directive.args;
      const name = from ? first?.text : baseName(first?.text ?? "").replace(/\.js$/, "");
      if (name) items.set(name, referenceItem(`${name}.`, located));
    }
  }
  return whole([...items.values()]);
}
