/** Steps of the keyboard suite: findings, where they are listed, and their fixes. */
import { join } from "node:path";

export const PROBLEM_STEPS = {
  async "a problem is underlined"({ page, ui }) {
    await page.locator("#status\\.editor\\.mode", { hasText: "NGINX" }).waitFor();
    await ui.squiggles("nginx.conf", "warning").first().waitFor();
    await ui.squiggles("nginx.conf", "error").first().waitFor();
    await ui.countOf("Errors", (count) => count > 0);
  },

  async "Problems lists it, with its rule"({ page, ui, camera }) {
    await page.keyboard.press("Control+KeyB");
    await page.keyboard.press("Control+Shift+KeyM");
    const row = page.locator(".markers-panel .monaco-list-row", { hasText: "is not verified" });
    await row.first().waitFor();
    const text = await row.first().innerText();
    if (!/nginx-tls/.test(text) || !/upstream-tls-verify-off/.test(text)) throw new Error(text);
    await ui.goTo("nginx.conf", 30, 1);
    await camera.picture("problems", row);
    await page.keyboard.press("Control+KeyJ");
    await row.first().waitFor({ state: "hidden" });
  },

  async "a quick fix is offered"({ page, ui, camera }) {
    await camera.tall(700);
    await ui.goTo("nginx.conf", 1, 1);
    await ui.goTo("nginx.conf", 18, 30);
    await page.keyboard.press("Control+Period");
    const row = page.locator(".action-widget .monaco-list-row.action.focused");
    const fix = row.filter({ hasText: "Verify the upstream" });
    await camera.picture("quick-fix", fix);
    await page.keyboard.press("Escape");
    await fix.waitFor({ state: "detached" });
  },
};

export const FIX_STEPS = {
  async "a quick fix is applied by keyboard"({ page, ui, workspace }) {
    await ui.goTo("nginx.conf", 18, 30);
    await page.keyboard.press("Control+Period");
    await page
      .locator(".action-widget .monaco-list-row.action.focused", { hasText: "Verify the upstream" })
      .waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".action-widget").first().waitFor({ state: "hidden" });
    await ui.saved(join(workspace, "nginx.conf"), (text) =>
      /catalog\.example\.com;\s+proxy_ssl_verify +on;/.test(text),
    );
  },

  async "safe problems are fixed on save"({ ui, workspace, camera }) {
    await camera.change({
      "[nginx]": { "editor.codeActionsOnSave": { "source.fixAll.nginxTls": "explicit" } },
    });
    await ui.focusEditor("nginx.conf");
    await ui.saved(join(workspace, "nginx.conf"), (text) => !text.includes("verfiy"));
    await camera.change({});
  },

  async "settings react"({ ui, camera }) {
    const before = await ui.countOf("Warnings", (count) => count > 0);
    await camera.change({
      "nginxTls.rules": { "weak-protocol": "off", "upstream-tls-verify-off": "off" },
    });
    await ui.countOf("Warnings", (count) => count < before);
    await camera.change({});
    await ui.countOf("Warnings", (count) => count === before);
  },
};
