/**
 * Fixtures with `«»` around what an answer should point to, and `$0` where the cursor is. The answer is drawn
 * into the text and compared with the fixture, so that a failure is a difference in the fixture's own language.
 */
import { expect } from "vitest";
import {
  applyEdits,
  definitionsAt,
  type NamedSymbol,
  rename,
  type Span,
  symbolAt,
  type TextEdit,
} from "#core";
import { CURSOR, type FeatureFixture, openFixture } from "./feature.ts";
import { applyFileEdits, joinFiles } from "./fixture.ts";

const MARKS = /[«»]/g;

export interface Marked {
  readonly file: string;
  readonly span: Span;
}

/** Every place that means what the name at the cursor means. */
export async function checkReferences(fixture: string): Promise<void> {
  const opened = await openFixture(fixture.replace(MARKS, ""));
  const places = symbolAt(opened.configs, opened.cursor)?.places ?? [];
  expect(draw(opened, places)).toBe(fixture);
}

/** Only the places that define it. */
export async function checkDefinition(fixture: string): Promise<void> {
  const opened = await openFixture(fixture.replace(MARKS, ""));
  const { definitions = [] } = definitionsAt(opened.configs, opened.cursor) ?? {};
  expect(
    draw(
      opened,
      definitions.map(({ file, name }) => ({ file, span: name })),
    ),
  ).toBe(fixture);
}

/** The files after the name at the cursor was renamed, or why it is not. */
export async function renamed(fixture: string, name: string): Promise<string> {
  const opened = await openFixture(fixture);
  const renaming = rename(symbolIn(opened), name);
  if ("refused" in renaming) return renaming.refused;
  return joinFiles(applyFileEdits(opened.files, renaming.edits));
}

export async function symbolOf(fixture: string): Promise<NamedSymbol> {
  return symbolIn(await openFixture(fixture));
}

function symbolIn({ configs, cursor }: FeatureFixture): NamedSymbol {
  const symbol = symbolAt(configs, cursor);
  if (!symbol) throw new Error("there is no name at the cursor");
  return symbol;
}

function draw({ files, file, cursor }: FeatureFixture, places: readonly Marked[]): string {
  const drawn = Object.entries(files).map(([path, text]) => {
    const own = places.filter((it) => it.file === path);
    const marks = own.flatMap(({ span }) => [mark(span.start, "«"), mark(span.end, "»")]);
    const edits = path === file.path ? [...marks, mark(cursor.offset, CURSOR)] : marks;
    return [path, applyEdits(text, edits)];
  });
  return joinFiles(Object.fromEntries(drawn));
}

function mark(at: number, newText: string): TextEdit {
  return { span: { start: at, end: at }, newText };
}
