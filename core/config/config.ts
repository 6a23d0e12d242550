/** A whole configuration, ready for rules and features: a view of the project's files, never stored. */
import { hasPlaceholder } from "../knowledge/templates.ts";
import type { Settings } from "../settings.ts";
import { buildScopes } from "./build.ts";
import { collectConnections, type TlsConnection } from "./connections.ts";
import { collectIdentities, type Identity } from "./identities.ts";
import { mapPath } from "./path-map.ts";
import { isAbsolute, join, normalize } from "./paths.ts";
import type { Project } from "./project.ts";
import type { Scope } from "./scope.ts";
import { viewOf, watcher } from "./sight.ts";
import type { SourceFile } from "./source-file.ts";
import { type Fault, findFaults } from "./structure.ts";
import { collectUpstreams, type Upstream } from "./upstreams.ts";

export interface Config {
  /** "fragment": nobody includes the file, and it has no `http`, `stream`, `mail` or `events`. */
  readonly kind: "main" | "fragment";
  /** True for a fragment whose place only its own directives tell. */
  readonly placeIsInferred: boolean;
  readonly root: Scope;
  readonly rootFile: SourceFile;
  /** Folder that relative names count from. */
  readonly folder: string;
  readonly files: ReadonlyMap<string, SourceFile>;
  /** What each `include` of these files stands for. */
  readonly includes: Project["includes"];
  readonly mappings: Project["mappings"];
  readonly settings: Settings;
  /** Settings of files that have others: their `rules`, `policy` and `requireReason` count for findings there. */
  readonly fileSettings: ReadonlyMap<string, Settings>;
  readonly upstreams: readonly Upstream[];
  readonly connections: readonly TlsConnection[];
  readonly identities: readonly Identity[];
  /** Those in one block and the blocks in it. */
  connectionsIn(scope: Scope): readonly TlsConnection[];
  identitiesIn(scope: Scope): readonly Identity[];
  /** What nginx refuses for its place, form or repetition. */
  readonly faults: readonly Fault[];
}

/** Views of the configuration are worked out when first asked for: most features need few of them. */
export function buildConfig(
  project: Project,
  settings: Settings,
  fileSettings: Config["fileSettings"] = new Map(),
): Config {
  const root = buildScopes(project, settings);
  const { placeIsInferred } = root.kind;
  const upstreams = once(() => collectUpstreams(root));
  const connections = once(() => collectConnections(root, upstreams(), settings));
  const identities = once(() => collectIdentities(root, connections(), settings));
  const connectionsIn = viewOf((it: Scope) => collectConnections(it, upstreams(), settings));
  const identitiesIn = viewOf((it: Scope) => collectIdentities(it, connectionsIn(it), settings));
  const faults = once(() => findFaults({ root, placeIsInferred, settings }));
  return {
    kind: root.place === "main" ? "main" : "fragment",
    placeIsInferred,
    root,
    get rootFile() {
      noteFiles();
      return project.root;
    },
    folder: project.folder,
    get files() {
      noteFiles();
      return project.files;
    },
    includes: project.includes,
    mappings: project.mappings,
    settings,
    fileSettings,
    get upstreams() {
      return upstreams();
    },
    get connections() {
      return connections();
    },
    get identities() {
      return identities();
    },
    connectionsIn,
    identitiesIn,
    get faults() {
      return faults();
    },
  };
}

function once<T>(work: () => T): () => T {
  const view = viewOf<typeof work, T>(() => work());
  return () => view(work);
}

function noteFiles(): void {
  const sight = watcher();
  if (sight) sight.files = true;
}

/** Where nginx finds a certificate file. */
export function resolveFile(config: Config, name: string): string {
  const path = normalize(isAbsolute(name) ? name : join(config.folder, name));
  return mapPath(path, config.mappings);
}

/** True for a plain path: no variable, placeholder, `data:`, `engine:` or `store:`, and not empty. */
export function isPlainPath(name: string): boolean {
  if (hasPlaceholder(name)) return false;
  return name !== "" && !name.includes("$") && !/^(data|engine|store):/.test(name);
}

/** What counts for findings in a file. */
export function settingsAt({ settings, fileSettings }: Config, path: string): Settings {
  return fileSettings.get(path) ?? settings;
}
