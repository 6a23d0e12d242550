/** The rules about syntax report what `core/syntax` found; this is the hook they share. */
import type { SyntaxErrorKind } from "../syntax/tree.ts";
import type { FileHook } from "./rule.ts";

export function syntaxHook(kind: SyntaxErrorKind): FileHook["checkFile"] {
  return (file, ctx) => {
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
