/** Drives VS Code's page as a user does: by keyboard, and by looking. */
import { readFileSync } from "node:fs";

export function driverOf(page) {
  const editorOf = (name) => page.locator(`.editor-instance .monaco-editor[data-uri$="/${name}"]`);

  async function focusEditor(name) {
    await page.keyboard.press("Control+Digit1");
    await editorOf(name).locator(".native-edit-context, textarea.inputarea").first().focus();
  }

  /** Opens the quick input in the way of `key`, types, and confirms. */
  async function quickInput(key, text) {
    await page.keyboard.press(key);
    const input = page.locator(".quick-input-widget:visible input[type=text]");
    await input.waitFor();
    await page.keyboard.type(text, { delay: 5 });
    await page.waitForTimeout(400);
    await page.keyboard.press("Enter");
  }

  return {
    editorOf,
    focusEditor,
    squiggles: (name, kind) => editorOf(name).locator(`.view-overlays .squiggly-${kind}`),

    /** A file that was just written may be missing in the first searches. */
    async openFile(name) {
      const row = page.locator(
        `.quick-input-widget:visible .monaco-list-row.focused[aria-label^="${name}"]`,
      );
      for (let tries = 0; tries < 8; tries++) {
        await page.keyboard.press("Control+KeyP");
        await page.locator(".quick-input-widget:visible input[type=text]").waitFor();
        await page.keyboard.type(name, { delay: 5 });
        await page.waitForTimeout(400);
        if (await appears(row, 2500)) {
          await page.keyboard.press("Enter");
          if (await appears(editorOf(name), 2500)) return;
        }
        await page.keyboard.press("Escape");
      }
      throw new Error(`${name} can't be opened`);
    },

    closeEditor: () => quickInput("F1", "View: Close Editor"),

    /** Both count from 1. */
    async goTo(name, line, column) {
      await focusEditor(name);
      await quickInput("Control+KeyG", `${line}:${column}`);
      await focusEditor(name);
    },

    /** By the name in the command palette. */
    runCommand: (title) => quickInput("F1", title),

    /** Waits until the number of `Errors` or `Warnings` that the status bar tells is as wanted; returns it. */
    async countOf(kind, isWanted) {
      const item = page.locator("#status\\.problems");
      let count;
      for (let tries = 0; tries < 200; tries++) {
        const label = await item.evaluate((it) => it.outerHTML);
        count = Number(new RegExp(`${kind}: (\\d+)`).exec(label)?.[1] ?? 0);
        if (isWanted(count)) return count;
        await page.waitForTimeout(100);
      }
      throw new Error(`${kind}: ${count}`);
    },

    /** The file on disk is the witness: what is on the screen is drawn for the eye. */
    async saved(path, accepts) {
      let text = "";
      for (let tries = 0; tries < 100; tries++) {
        if (tries % 20 === 0) await page.keyboard.press("Control+KeyS");
        text = readFileSync(path, "utf8");
        if (accepts(text)) return text;
        await page.waitForTimeout(100);
      }
      throw new Error(`the saved file is not as expected:\n${text}`);
    },
  };
}

function appears(locator, timeout) {
  return locator
    .first()
    .waitFor({ timeout })
    .then(() => true)
    .catch(() => false);
}
