/** A whole configuration, ready for rules and features: a view of the project's files, never stored. */
import type { PemFile } from "../certificates/pem.ts";
import type { Settings } from "../settings.ts";
import { buildScopes } from "./build.ts";
import { collectConnections, type TlsConnection } from "./connections.ts";
import { collectIdentities, type Identity } from "./identities.ts";
import { isAbsolute, join, normalize } from "./paths.ts";
import type { Project } from "./project.ts";
import { rootPlace } from "./root-place.ts";
import type { Scope } from "./scope.ts";
import type { SourceFile } from "./source-file.ts";
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
  readonly settings: Settings;
  readonly upstreams: readonly Upstream[];
  readonly connections: readonly TlsConnection[];
  readonly identities: readonly Identity[];
}

export function buildConfig(project: Project, settings: Settings): Config {
  const root = buildScopes(project);
  const upstreams = collectUpstreams(root);
  const connections = collectConnections(root, upstreams, settings);
  return {
    kind: root.place === "main" ? "main" : "fragment",
    placeIsInferred: rootPlace(project.root, project.place).inferred,
    root,
    rootFile: project.root,
    folder: project.folder,
    files: project.files,
    settings,
    upstreams,
    connections,
    identities: collectIdentities(root, connections, settings),
  };
}

/** What certificate files hold, by resolved path; without the ones that could not be read. */
export type Certificates = ReadonlyMap<string, PemFile>;

/** Where nginx finds a certificate file. */
export function resolveFile(config: Config, name: string): string {
  return normalize(isAbsolute(name) ? name : join(config.folder, name));
}

/** True for a plain path: no variable, `data:`, `engine:` or `store:`, and not empty. */
export function isPlainPath(name: string): boolean {
  return name !== "" && !name.includes("$") && !/^(data|engine|store):/.test(name);
}
