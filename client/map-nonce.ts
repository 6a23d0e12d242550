/** A text that cannot be guessed, for the content security policy of one page. */
export function nonceText(): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes));
}
