/** Delayed actions by key: a new one for a key replaces the one that waits. Nothing is ever awaited on it. */
export class Debouncer {
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  schedule(key: string, delay: number, action: () => void): void {
    this.cancel(key);
    const timer = setTimeout(() => {
      this.#timers.delete(key);
      action();
    }, delay);
    this.#timers.set(key, timer);
  }

  cancel(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }

  cancelAll(): void {
    for (const key of [...this.#timers.keys()]) this.cancel(key);
  }
}
