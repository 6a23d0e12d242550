/** What nginx says of a directive's values. */

export interface ValueFault {
  /** Index of the argument it speaks of; -1: of the directive as a whole. */
  readonly argument: number;
  /** nginx's own words. */
  readonly message: string;
  /** The nginx version that brought what this one does not know. */
  readonly since?: string;
}

export interface ValueContext {
  readonly directive: string;
  readonly family: "core" | "http" | "stream" | "mail";
  /** The nginx version that reads the configuration. */
  readonly version: string;
}

/** The first fault that nginx finds; undefined if it accepts the arguments. */
export type Judge = (args: readonly string[], context: ValueContext) => ValueFault | undefined;

export function fault(argument: number, message: string): ValueFault {
  return { argument, message };
}

/** The words for an error that a directive's handler returns. */
export function directiveFault(
  argument: number,
  { directive }: ValueContext,
  message: string,
): ValueFault {
  return { argument, message: `"${directive}" directive ${message}` };
}

export function invalidParameter(argument: number, word: string): ValueFault {
  return fault(argument, `invalid parameter "${word}"`);
}
