/** Pictures of the page in light and dark, each taken when nothing moves any more. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const THEMES = {
  light: { theme: "Default Light Modern", shown: "vs" },
  dark: { theme: "Default Dark Modern", shown: "vs-dark" },
  contrast: { theme: "Default High Contrast", shown: "hc-black" },
};
/** What only a VS Code in a browser has, and the path of a folder that is made for one run. */
const HIDDEN = `#status\\.host, #status\\.forwardedPorts, #status\\.workbench\\.keyboardLayout,
  .peekview-title .dirname { display: none !important; }`;

/** Settings of all pictures. A blinking cursor would never stand still. */
export const LOOKS = {
  "breadcrumbs.enabled": false,
  "editor.cursorBlinking": "solid",
  "editor.links": false,
  "editor.minimap.enabled": false,
  "files.autoSave": "off",
  "remote.autoForwardPorts": false,
  "window.commandCenter": false,
  "workbench.activityBar.location": "hidden",
  "workbench.colorTheme": THEMES.light.theme,
  "workbench.layoutControl.enabled": false,
};

/** `images`: the folder for the pictures; `workspace`: the one whose settings change. */
export async function cameraOf(page, { images, workspace }) {
  mkdirSync(images, { recursive: true });
  await page.addStyleTag({ content: HIDDEN });
  let theme = "light";
  let settings = {};

  async function apply() {
    const path = join(workspace, ".vscode/settings.json");
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(
      path,
      JSON.stringify({ "workbench.colorTheme": THEMES[theme].theme, ...settings }),
    );
    await page.locator(`.monaco-workbench.${THEMES[theme].shown}`).first().waitFor();
  }

  async function wear(name) {
    theme = name;
    await apply();
  }

  return {
    wear,

    /** Settings of the workspace, in place of those of before. */
    async change(more) {
      settings = more;
      await apply();
    },

    /** The height of the page, for what needs more or less than the usual. */
    tall: (height) => page.setViewportSize({ width: page.viewportSize().width, height }),

    /** What `shown` finds must be there in each theme. The theme of now comes first, since a change costs time. */
    async picture(name, shown, names = ["light", "dark"]) {
      for (const it of names.toSorted((a, b) => Number(b === theme) - Number(a === theme))) {
        await wear(it);
        await shown.first().waitFor();
        writeFileSync(join(images, `${name}-${it}.png`), await still(page));
      }
    },
  };
}

async function still(page) {
  let before = await page.screenshot();
  for (let tries = 0; tries < 60; tries++) {
    await page.waitForTimeout(300);
    const now = await page.screenshot();
    if (now.equals(before)) return now;
    before = now;
  }
  throw new Error("the page goes on changing");
}
