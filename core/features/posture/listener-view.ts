/** One `listen` of one server, and which server's settings count there. */
import type { Listen, VirtualServer } from "../../config/listeners.ts";
import type { Located } from "../../config/scope.ts";
import { type ServedCertificate, servedBy } from "../../config/served-certificates.ts";
import { serverLabel } from "../../config/server-label.ts";
import { versionAtLeast } from "../../settings.ts";
import { type PostureRow, type PostureTopic, type Quality, quoted, sourceOf } from "./row.ts";

/** A listen with the words that settings of its server are told in. */
export class ListenerView {
  readonly listen: Listen;
  readonly server: VirtualServer;
  readonly nginxVersion: string;

  constructor(listen: Listen, nginxVersion: string) {
    this.listen = listen;
    this.server = listen.server;
    this.nginxVersion = nginxVersion;
  }

  /** The server whose settings count before nginx knows the name that a client asks for. */
  get first(): VirtualServer {
    return this.listen.socket.defaultServer ?? this.server;
  }

  /** The server whose protocol list counts. */
  get forProtocols(): VirtualServer {
    return versionAtLeast(this.nginxVersion, "1.29.2") ? this.server : this.first;
  }

  /** `starttls` of a mail server, in lower case. */
  get startTls(): string {
    if (this.server.family !== "mail") return "off";
    return (this.server.value("starttls") ?? "off").toLowerCase();
  }

  get isTls(): boolean {
    return this.listen.socket.isTls || this.startTls !== "off";
  }

  get served(): ServedCertificate {
    return servedBy(this.server, this.listen.socket);
  }

  get passesThrough(): boolean {
    return this.server.family === "stream" && !this.isTls && this.server.isOn("ssl_preread");
  }

  /** The directives of a name in force, and a row for what they say. */
  row(
    topic: PostureTopic,
    label: string,
    value: string,
    quality: Quality,
    origins: readonly Located[],
    at: VirtualServer = this.server,
  ): PostureRow {
    return { topic, label, value, quality, origins, source: this.#source(origins, at) };
  }

  #source(origins: readonly Located[], at: VirtualServer): string {
    const foreign = at === this.server ? "" : `of the default server ${quoted(serverLabel(at))}`;
    if (origins.length > 0) return foreign || sourceOf(origins, at.scope);
    const version = `default of nginx ${this.nginxVersion}`;
    const fallback = at.absence === "certain" ? version : `${version}, unless set out of sight`;
    return foreign ? `${foreign}: ${fallback}` : fallback;
  }
}
