/** Steps of the keyboard suite: what VS Code shows of hovers and signatures. */
const HOVER = ".monaco-hover:not(.hidden) .hover-contents";

export const HOVER_STEPS = {
  async "a hover tells the posture of a hop"({ page, ui, shoot, change }) {
    for (const [name, theme] of [
      ["light", "Default Light Modern"],
      ["dark", "Default Dark Modern"],
    ]) {
      change({ "workbench.colorTheme": theme });
      await page.locator(`.monaco-workbench.vs${name === "dark" ? "-dark" : ""}`).waitFor();
      await ui.goTo("nginx.conf", 18, 15);
      await page.keyboard.press("Control+KeyK");
      await page.keyboard.press("Control+KeyI");
      const hover = page.locator(HOVER, { hasText: "Client certificate" });
      await hover.first().waitFor();
      await page.waitForTimeout(400);
      await shoot(`hover-${name}`);
      await page.keyboard.press("Escape");
    }
    change({});
  },
};
