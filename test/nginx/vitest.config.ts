import type { ViteUserConfig } from "vitest/config";

const root = new URL("../..", import.meta.url).pathname;

const config: ViteUserConfig = {
  root,
  resolve: { alias: { "#core": `${root}core/index.ts` } },
  test: {
    include: ["test/nginx/**/*.test.ts"],
    globalSetup: ["test/nginx/global-setup.ts"],
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
};

export default config;
