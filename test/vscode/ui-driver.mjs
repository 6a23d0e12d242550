/** Drives VS Code's page as a user does: by keyboard, and by looking. */
import { readFileSync } from "node:fs";

const INPUT = ".quick-input-widget:visible input[type=text]";
const ROW = ".quick-input-widget:visible .monaco-list-row";

export function driverOf(page) {
  const editorOf = (name) => page.locator(`.editor-instance .monaco-editor[data-uri$="/${name}"]`);

  async function focusEditor(name) {
    await page.keyboard.press("Control+Digit1");
    await editorOf(name).locator(".native-edit-context, textarea.inputarea").first().focus();
  }

  /** Opens the quick input in the way of `key`, types, and takes the row that `wanted` selects. */
  async function quickPick(key, text, wanted = labelled(text)) {
    await page.keyboard.press(key);
    await page.locator(INPUT).waitFor();
    await page.keyboard.type(text, { delay: 5 });
    await takeRow(wanted);
  }

  /** Like `quickPick`, where nothing more is asked. */
  async function quickPickOnce(key, text, wanted) {
    await quickPick(key, text, wanted);
    await page.locator(INPUT).waitFor({ state: "hidden" });
  }

  /** Goes down a list that is still being filled. */
  async function takeRow(wanted) {
    await page.locator(ROW).and(page.locator(wanted)).first().waitFor();
    const focused = page.locator(`${ROW}.focused`).and(page.locator(wanted));
    for (let tries = 0; tries < 60; tries++) {
      if (await appears(focused, 300)) return page.keyboard.press("Enter");
      await page.keyboard.press("ArrowDown");
    }
    throw new Error(`${wanted} can't be reached`);
  }

  return {
    editorOf,
    /** What notifications say, also those that went away by themselves. */
    async notifications() {
      if ((await page.locator("#status\\.notifications .codicon-bell-dot").count()) === 0)
        return [];
      await quickPick("F1", "Notifications: Show Notifications");
      const items = page.locator(".notifications-center .notification-list-item");
      await items.first().waitFor();
      const told = await items.allInnerTexts();
      await page.keyboard.press("Escape");
      return told;
    },

    /** Polls what no locator can tell. */
    async until(what, isSo) {
      for (let tries = 0; tries < 200; tries++) {
        if (await isSo()) return;
        await page.waitForTimeout(100);
      }
      throw new Error(`never: ${what}`);
    },

    focusEditor,
    takeRow: (label) => takeRow(labelled(label)),
    squiggles: (name, kind) => editorOf(name).locator(`.view-overlays .squiggly-${kind}`),

    /** A file that was just written may be missing in the first searches. `key` confirms. */
    async openFile(name, key = "Enter") {
      const row = page.locator(`${ROW}.focused[aria-label^="${name}"]`);
      for (let tries = 0; tries < 12; tries++) {
        await page.keyboard.press("Control+KeyP");
        await page.locator(INPUT).waitFor();
        await page.keyboard.type(name, { delay: 5 });
        if (await appears(row, 3000)) {
          await page.keyboard.press(key);
          if (await appears(editorOf(name), 5000)) return;
        }
        await page.keyboard.press("Escape");
      }
      throw new Error(`${name} can't be opened`);
    },

    /** What is not saved is given up. */
    closeEditor: () => quickPickOnce("F1", "View: Revert and Close Editor"),

    /** Both count from 1. A column behind the end is the end. */
    async goTo(name, line, column) {
      await focusEditor(name);
      const row = `[aria-label^="Go to line ${line}, column "]`;
      await quickPickOnce("Control+KeyG", `${line}:${column}`, row);
      await page.locator("#status\\.editor\\.selection", { hasText: `Ln ${line},` }).waitFor();
      await focusEditor(name);
    },

    /** By the name in the command palette. It may ask for more. */
    runCommand: (title) => quickPick("F1", title),

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
      for (let tries = 0; tries < 200; tries++) {
        if (tries % 20 === 0) await page.keyboard.press("Control+KeyS");
        text = readFileSync(path, "utf8");
        if (accepts(text)) return text;
        await page.waitForTimeout(100);
      }
      throw new Error(`the saved file is not as expected:\n${text}`);
    },
  };
}

/** A row tells more behind its label, as the keys of a command. */
function labelled(text) {
  return `[aria-label="${text}"], [aria-label^="${text}, "]`;
}

function appears(locator, timeout) {
  return locator
    .first()
    .waitFor({ timeout })
    .then(() => true)
    .catch(() => false);
}
