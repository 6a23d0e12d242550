/** How a formatted text shall look. */
export interface FormatOptions {
  /** Columns of one level, and of a tab. */
  readonly tabSize: number;
  /** False: a level is one tab. */
  readonly insertSpaces: boolean;
  readonly align: "keep" | "always" | "never";
}
