/** Text that a template engine replaces before nginx reads it. */

/**
 * Placeholders of envsubst (`${PORT}`, `$PORT`), Jinja, Go and Handlebars (`{{ }}`, `{% %}`), ERB and EJS
 * (`<% %>`), and build tools (`@PORT@`, `__PORT__`). nginx's variables are in lower case by custom.
 */
const PLACEHOLDER =
  /\$\{?[A-Z][A-Z0-9_]*\b|\{\{|\{%|\}\}|%\}|<%|%>|@[A-Z][A-Z0-9_]*@|__[A-Z][A-Z0-9_]*__|%%?\w+%%?|(?<!\(\?P?)<\w[\w .-]*>/;

/** True if a word holds what looks like a placeholder, so that its value can't be known. */
export function hasPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text);
}
