/**
 * Maps URIs to the engine's paths and back. URIs of the home scheme and authority (those of the workspace;
 * `file:` without one) have their plain path. All others live in a folder of their own below `/`, so that
 * a `git:` or `untitled:` document never stands in for the file of the same path.
 */
import { URI } from "vscode-uri";

export class Uris {
  readonly #home: URI;
  readonly #foreign = new Map<string, URI>();
  readonly #spelled = new Map<string, string>();

  /** `home`: any URI of the scheme and authority that plain paths stand for. */
  constructor(home?: string) {
    this.#home = home === undefined ? URI.file("/") : URI.parse(home);
  }

  /** True if plain paths are those of a disk. */
  get isLocal(): boolean {
    return this.#home.scheme === "file";
  }

  path(uri: string): string {
    const parsed = URI.parse(uri);
    if (this.#isHomeUri(parsed)) return plainPath(parsed.path);
    const { scheme, authority, query } = parsed;
    const folder = encodeURIComponent(`${scheme}:${authority}${query && `?${query}`}`);
    this.#foreign.set(folder, parsed);
    return `/${folder}${parsed.path.startsWith("/") ? "" : "/"}${parsed.path}`;
  }

  /** True for a path that stands for a URI of the home scheme and authority. */
  isHome(path: string): boolean {
    return this.#foreignOf(path) === undefined;
  }

  /** The URI as the client spells it if it is remembered, else in vscode-uri's canonical form. */
  uri(path: string): string {
    return this.#spelled.get(path) ?? this.#toUri(path).toString();
  }

  /** Keeps a document's own spelling of its URI, which clients compare as strings. */
  remember(uri: string): void {
    this.#spelled.set(this.path(uri), uri);
  }

  forget(uri: string): void {
    this.#spelled.delete(this.path(uri));
  }

  #foreignOf(path: string): URI | undefined {
    const slash = path.indexOf("/", 1);
    return slash === -1 ? undefined : this.#foreign.get(path.slice(1, slash));
  }

  #isHomeUri({ scheme, authority, query }: URI): boolean {
    if (query !== "" || scheme !== this.#home.scheme) return false;
    return scheme === "file" || authority === this.#home.authority;
  }

  #toUri(path: string): URI {
    const foreign = this.#foreignOf(path);
    if (foreign) return foreign.with({ path: path.slice(path.indexOf("/", 1)), fragment: "" });
    if (this.isLocal) return URI.file(path);
    return this.#home.with({ path: path.startsWith("/") ? path : `/${path}`, fragment: "" });
  }
}

/** `/c:/nginx` is `C:/nginx` to the engine. */
function plainPath(path: string): string {
  const drive = /^\/([A-Za-z]):/.exec(path)?.[1];
  return drive === undefined ? path : `${drive.toUpperCase()}:${path.slice(3)}`;
}
