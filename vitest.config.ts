import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "#core": new URL("./core/index.ts", import.meta.url).pathname } },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/nginx/**", "test/vscode/**"],
    isolate: false,
    // Generous: a slow or busy machine fails no test.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
