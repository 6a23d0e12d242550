/**
 * What makes the page of the TLS map move, in a browser or in an editor's view. The functions are put into the
 * page as text, so they may use each other and nothing else of this file.
 */

import type { EditorMessage, Page, PageMessage } from "./page-types.ts";

function startPage(): void {
  const content = document.getElementById("content");
  if (!content) return;
  const editor = editorOf();
  const send = editor && ((message: PageMessage) => editor.postMessage(message));
  const page: Page = { content, editor, send, zoom: 1, current: "", match: -1 };
  content.addEventListener("click", (event) => choose(page, event.target, "click"));
  content.addEventListener("keydown", (event) => press(page, event));
  content.addEventListener("focusin", (event) => focused(page, event.target));
  content.addEventListener("mouseover", (event) => hovered(page, event.target));
  content.addEventListener("mouseleave", () => relate(page, ""));
  document.getElementById("filter")?.addEventListener("input", () => applyFilter(page));
  document.getElementById("only")?.addEventListener("change", () => applyFilter(page));
  document.getElementById("filter")?.addEventListener("keydown", (event) => {
    if (event.key === "Enter") nextMatch(page, event.shiftKey ? -1 : 1);
  });
  document.querySelector(".tools")?.addEventListener("click", (event) => tool(page, event.target));
  window.addEventListener("message", (event) => receive(page, event.data));
  contentChanged(page);
  if (page.send) setZoom(page, Math.min(1, Math.max(0.65, fittingZoom(page))));
  page.send?.({ type: "ready" });
}

/** Undefined in a plain browser. */
function editorOf(): Page["editor"] {
  const acquire: unknown = Reflect.get(globalThis, "acquireVsCodeApi");
  return typeof acquire === "function" ? acquire() : undefined;
}

function receive(page: Page, message: EditorMessage | undefined): void {
  if (message?.type === "content") {
    const hadFocus = page.content.contains(document.activeElement);
    const scrollers = () => [...page.content.querySelectorAll(".scroller")];
    const offsets = scrollers().map((it) => it.scrollLeft);
    page.content.innerHTML = message.content;
    for (const [index, it] of scrollers().entries()) it.scrollLeft = offsets[index] ?? 0;
    contentChanged(page);
    if (hadFocus) thingOf(page, page.current)?.focus({ preventScroll: true });
  } else if (message?.type === "show") {
    reveal(page, message.id);
  } else if (message?.type === "keep") {
    page.editor?.setState(message.state);
  }
}

function contentChanged(page: Page): void {
  setZoom(page, page.zoom);
  const things = thingsOf(page);
  const current = thingOf(page, page.current) ?? things[0];
  current?.setAttribute("tabindex", "0");
  if (page.send) {
    for (const it of page.content.querySelectorAll("[data-place-of]")) {
      it.setAttribute("role", "link");
      it.setAttribute("tabindex", "0");
    }
  }
  applyFilter(page);
}

function thingsOf(page: Page): SVGGElement[] {
  return [...page.content.querySelectorAll<SVGGElement>(".tls-map .thing")];
}

function thingOf(page: Page, id: string): SVGGElement | undefined {
  return thingsOf(page).find((it) => it.dataset.id === id);
}

function idOf(target: EventTarget | null): string {
  if (!(target instanceof Element)) return "";
  const thing = target.closest("[data-id]");
  const edge = target.closest("[data-to], [data-pill]");
  const link = target.closest("[data-place-of]");
  const ofEdge = edge?.getAttribute("data-to") ?? edge?.getAttribute("data-pill")?.split(">")[0];
  return thing?.getAttribute("data-id") ?? link?.getAttribute("data-place-of") ?? ofEdge ?? "";
}

function choose(page: Page, target: EventTarget | null, by: "click" | "key"): void {
  const id = idOf(target);
  if (id === "") return;
  page.current = id;
  const thing = thingOf(page, id);
  if (by === "click") thing?.focus({ preventScroll: true });
  describe(page, id);
  page.send?.({ type: "open", id });
}

function describe(page: Page, id: string): void {
  const details = document.getElementById("details");
  const title = thingOf(page, id)?.querySelector("title")?.textContent ?? "";
  const place = page.content.querySelector(`[data-place-of="${CSS.escape(id)}"]`)?.textContent;
  if (details) details.textContent = place ? `${title}\n${place}` : title;
}

/** Arrow keys walk: up and down in a column, left and right along lines. */
function press(page: Page, event: KeyboardEvent): void {
  const { target, key } = event;
  const id = idOf(target);
  if (id === "") return;
  if (key === "Enter" || key === " ") choose(page, target, "key");
  else if (key === "ArrowRight" || key === "ArrowLeft") walkLine(page, id, key === "ArrowRight");
  else if (key === "ArrowDown" || key === "ArrowUp") walkColumn(page, id, key === "ArrowDown");
  else if (key === "Escape") relate(page, "");
  else return;
  event.preventDefault();
}

function walkColumn(page: Page, id: string, down: boolean): void {
  const columnOf = (it: Element) => it.closest(".box")?.getAttribute("class") ?? "";
  const here = thingOf(page, id);
  if (!here) return;
  const column = thingsOf(page).filter((it) => columnOf(it) === columnOf(here));
  column[column.indexOf(here) + (down ? 1 : -1)]?.focus();
}

function walkLine(page: Page, id: string, right: boolean): void {
  const [near, far] = right ? ["data-from", "data-to"] : ["data-to", "data-from"];
  const own = (value: string | null) =>
    value !== null && (value === id || value.startsWith(`${id}/`) || id.startsWith(`${value}/`));
  const edges = [...page.content.querySelectorAll("[data-edge]")];
  for (const edge of edges.filter((it) => own(it.getAttribute(near)))) {
    const next = thingOf(page, edge.getAttribute(far) ?? "");
    if (next) {
      next.focus();
      return;
    }
  }
}

function focused(page: Page, target: EventTarget | null): void {
  const id = idOf(target);
  const thing = thingOf(page, id);
  if (!thing || thing !== target) return;
  for (const it of page.content.querySelectorAll(".thing[tabindex='0']")) {
    it.setAttribute("tabindex", "-1");
  }
  thing.setAttribute("tabindex", "0");
  page.current = id;
  relate(page, id);
  describe(page, id);
}

function hovered(page: Page, target: EventTarget | null): void {
  relate(page, idOf(target));
}

/** Lets all that is on the way from clients to upstreams through one thing stand out. */
function relate(page: Page, id: string): void {
  const map = page.content.querySelector(".tls-map");
  if (!map || map.getAttribute("data-related") === id) return;
  map.setAttribute("data-related", id);
  const related = id === "" ? new Set<string>() : relatedTo(page, id);
  map.classList.toggle("focusing", related.size > 1);
  for (const it of map.querySelectorAll("[data-id], [data-edge], [data-pill]")) {
    const { id: own, edge, pill } = it instanceof SVGElement ? it.dataset : {};
    it.classList.toggle("on", related.has(own ?? edge ?? pill ?? ""));
  }
}

function relatedTo(page: Page, id: string): Set<string> {
  const edges = [...page.content.querySelectorAll("[data-edge]")].map((it) => ({
    edge: it.getAttribute("data-edge") ?? "",
    from: it.getAttribute("data-from") ?? "",
    to: it.getAttribute("data-to") ?? "",
  }));
  const found = new Set([id]);
  const walk = (at: string, forward: boolean): void => {
    for (const { edge, from, to } of edges) {
      const [near, far] = forward ? [from, to] : [to, from];
      if (near !== at && !near.startsWith(`${at}/`) && !at.startsWith(`${near}/`)) continue;
      if (found.has(edge)) continue;
      found.add(edge).add(near).add(far);
      walk(far, forward);
    }
  };
  walk(id, true);
  walk(id, false);
  return found;
}

function applyFilter(page: Page): void {
  const filter = document.getElementById("filter");
  const only = document.getElementById("only");
  const text = filter instanceof HTMLInputElement ? filter.value.trim().toLowerCase() : "";
  const kind = only instanceof HTMLSelectElement ? only.value : "";
  const map = page.content.querySelector(".tls-map");
  const active = text !== "" || kind !== "";
  const titleOf = (it: Element) => it.querySelector("title")?.textContent?.toLowerCase() ?? "";
  let count = 0;
  for (const it of thingsOf(page)) {
    const fits = active && titleOf(it).includes(text) && isOfKind(it, titleOf(it), kind);
    it.classList.toggle("match", fits);
    if (fits) count++;
  }
  map?.classList.toggle("filtering", active);
  for (const it of page.content.querySelectorAll<HTMLElement>("tbody tr")) {
    const own = it.textContent?.toLowerCase() ?? "";
    it.hidden = active && !(own.includes(text) && isOfKind(it, own, kind));
  }
  page.match = -1;
  const status = document.getElementById("status");
  if (status) status.textContent = active ? `${count} ${count === 1 ? "match" : "matches"}` : "";
}

function isOfKind(thing: Element, text: string, kind: string): boolean {
  if (kind === "plain") return /: plain|\bplain\b/.test(text);
  if (kind === "unverified") return /unverified|\bplain\b/.test(text);
  if (kind !== "findings") return true;
  return thing.querySelector(".badge") !== null || /\d (error|warning)/.test(text);
}

function nextMatch(page: Page, step: number): void {
  const matches = [...page.content.querySelectorAll<SVGGElement>(".match")];
  if (matches.length === 0) return;
  page.match = (page.match + step + matches.length) % matches.length;
  const match = matches[page.match];
  match?.scrollIntoView({ block: "center", inline: "center" });
  relate(page, idOf(match ?? null));
  describe(page, idOf(match ?? null));
  const status = document.getElementById("status");
  if (status) status.textContent = `${page.match + 1} of ${matches.length}`;
}

function reveal(page: Page, id: string): void {
  const thing = thingOf(page, id);
  thing?.scrollIntoView({ block: "center", inline: "center" });
  thing?.focus({ preventScroll: true });
}

function tool(page: Page, target: EventTarget | null): void {
  const button = target instanceof Element ? target.closest("button") : null;
  const zoom = button?.dataset.zoom;
  const format = button?.dataset.export;
  if (format) page.send?.({ type: "export", format });
  if (zoom === "in") setZoom(page, page.zoom * 1.25);
  if (zoom === "out") setZoom(page, page.zoom / 1.25);
  if (zoom === "reset") setZoom(page, 1);
  if (zoom === "fit") setZoom(page, fittingZoom(page));
}

function fittingZoom(page: Page): number {
  const svg = page.content.querySelector(".tls-map");
  const width = Number(svg?.getAttribute("viewBox")?.split(" ")[2] ?? 0);
  return width > 0 ? page.content.clientWidth / width : 1;
}

function setZoom(page: Page, zoom: number): void {
  page.zoom = Math.min(4, Math.max(0.1, zoom));
  for (const svg of page.content.querySelectorAll(".scroller .tls-map")) {
    const [, , width = "0", height = "0"] = svg.getAttribute("viewBox")?.split(" ") ?? [];
    svg.setAttribute("width", String(Number(width) * page.zoom));
    svg.setAttribute("height", String(Number(height) * page.zoom));
  }
  const reset = document.querySelector("[data-zoom=reset]");
  if (reset) reset.textContent = `${Math.round(page.zoom * 100)} %`;
}

/** All that the script consists of. */
const FUNCTIONS: readonly ((...values: never) => unknown)[] = [
  startPage,
  editorOf,
  receive,
  contentChanged,
  thingsOf,
  thingOf,
  idOf,
  choose,
  describe,
  press,
  walkColumn,
  walkLine,
  focused,
  hovered,
  relate,
  relatedTo,
  applyFilter,
  isOfKind,
  nextMatch,
  reveal,
  tool,
  fittingZoom,
  setZoom,
];

/** The script of the page; it starts itself. */
export const MAP_PAGE_SCRIPT: string = `(() => {\n"use strict";\n${FUNCTIONS.map(String).join("\n")}\n${startPage.name}();\n})();`;
