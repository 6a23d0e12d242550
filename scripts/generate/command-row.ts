/** One directive of one module, as the JSON files in `core/knowledge/sources/` have it. */
export interface CommandRow {
  readonly name: string;
  readonly module: string;
  readonly type?: string;
  readonly contexts: readonly string[];
  readonly block: boolean;
  readonly min: number;
  readonly max: number | null;
  readonly counts?: readonly number[];
  readonly slot?: string;
  readonly values?: readonly string[];
  readonly bounds?: readonly (number | string)[];
  readonly params?: readonly string[];
  readonly deprecated?: { readonly new: string };
  readonly if?: readonly string[];
  readonly repo?: string;
  readonly origin?: string;
  readonly page?: string;
  readonly since?: string;
  readonly until?: string;
  readonly repeat?: "no";
}
