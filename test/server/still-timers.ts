/** For suites in which time passes only when a test says so. */
import { afterEach, beforeEach, vi } from "vitest";
import { stopClients } from "./client.ts";

/** Timers of the server stand still in each test of the file; streams and promises go on. */
export function stopTimers(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });
  afterEach(async () => {
    vi.useRealTimers();
    await stopClients();
  });
}
