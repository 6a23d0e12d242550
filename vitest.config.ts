import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "#core": new URL("./core/index.ts", import.meta.url).pathname } },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/nginx/**", "test/vscode/**"],
    isolate: false,
    testTimeout: 20_000,
  },
});
