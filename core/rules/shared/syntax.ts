/** The rules about syntax report what `core/syntax` found; this is the hook they share. */

import type { SourceFile } from "../../config/source-file.ts";
import type { Directive, SyntaxErrorKind } from "../../syntax/tree.ts";
import { onNginxLine } from "./nginx-line.ts";
import type { FileHook, RuleContext } from "./rule.ts";
import { faultsOf } from "./structure.ts";

/** A fault of structure that nginx words as it words a syntax error. */
export interface FormFault {
  readonly kind: "no-block" | "not-a-block";
  readonly message: (name: string) => string;
}

/** Reports the errors of one kind, and with `fault` what nginx words likewise but only the place tells. */
export function syntaxHook(kind: SyntaxErrorKind, fault?: FormFault): FileHook["checkFile"] {
  return (file, ctx) => {
    if (fault) reportForm(file, ctx, fault);
    for (const error of file.tree.errors) {
      if (error.kind !== kind) continue;
      ctx.report({
        file,
        span: error.span,
        message: error.message,
        related: error.related.map((it) => ({ file, ...it })),
        fixes: error.fix
          ? [
              {
                title: error.fix.title,
                safety: "safe",
                edits: error.fix.edits.map((edit) => ({ file: file.path, ...edit })),
              },
            ]
          : [],
      });
    }
  };
}

/** What only the place of a directive tells: `core/syntax` does not know where a file stands. */
function reportForm(file: SourceFile, ctx: RuleContext, { kind, message }: FormFault): void {
  for (const { located } of faultsOf(ctx, kind)) {
    const { directive } = located;
    if (located.file !== file || hasError(file, directive)) continue;
    ctx.report({
      file,
      ...onNginxLine(located, directive.name),
      message: message(directive.name.text),
    });
  }
}

/** True if the syntax of the directive itself, without its block, is reported already. */
function hasError(file: SourceFile, { name, block, span }: Directive): boolean {
  const end = block?.span.start ?? span.end;
  return file.tree.errors.some((it) => it.span.start >= name.span.start && it.span.start <= end);
}
