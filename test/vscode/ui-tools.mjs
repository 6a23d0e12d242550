/** Steps of the keyboard suite: names changed everywhere, certificates, real nginx, a real handshake, the walkthrough. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createServer } from "node:tls";

const THEMES = { light: "Default Light Modern", dark: "Default Dark Modern" };
const DIALOG = ".monaco-dialog-box:visible";
/** The bell in the status bar while there are notifications, also those that went away by themselves. */
const TOLD = "#status\\.notifications .codicon-bell-dot";
const RENAMED = `events {}
http {
    upstream catalog { server 10.0.0.1:8080; }
    server {
        listen 8080;
        location / { proxy_pass http://catalog; }
    }
}
`;
const REFUSED = `events {}
http {
    server {
        listen 8080;
        root /srv/www;
        limit_rate nonsense;
    }
}
`;

function hop(port) {
  return `events {}
http {
    server {
        listen 8443 ssl;
        server_name shop.example.com;
        ssl_certificate     tls/shop.crt;
        ssl_certificate_key tls/shop.key;

        location / {
            proxy_pass                    https://127.0.0.1:${port};
            proxy_ssl_verify              on;
            proxy_ssl_trusted_certificate tls/shop.crt;
            proxy_ssl_server_name         on;
            proxy_ssl_name                shop.example.com;
        }
    }
}
`;
}

/** The paths of a key and of a certificate that it signed itself; both are made for this run. */
function makeCertificate(workspace) {
  mkdirSync(join(workspace, "tls"));
  const key = join(workspace, "tls/shop.key");
  const crt = join(workspace, "tls/shop.crt");
  const subject = ["-subj", "/CN=shop.example.com/O=Example Shop"];
  const names = ["-addext", "subjectAltName=DNS:shop.example.com,DNS:www.example.com"];
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "90"];
  execFileSync(
    "openssl",
    ["req", "-x509", ...kind, ...subject, ...names, "-keyout", key, "-out", crt],
    { stdio: "ignore" },
  );
  return { key, crt };
}

async function inTheme(session, name) {
  session.change({ "workbench.colorTheme": THEMES[name] });
  await session.page
    .locator(`.monaco-workbench.vs${name === "dark" ? "-dark" : ""}`)
    .first()
    .waitFor();
  await session.page.waitForTimeout(400);
}

async function press(page, button) {
  await page.locator(DIALOG).getByRole("button", { name: button, exact: true }).click();
}

export const TOOL_STEPS = {
  async "no notification came that nobody asked for"({ page }) {
    await page.locator("#status\\.notifications .codicon-bell").waitFor();
    const label = await page.locator("#status\\.notifications").innerHTML();
    if ((await page.locator(TOLD).count()) > 0) throw new Error(label);
  },

  async "F2 renames an upstream everywhere"({ page, ui, workspace }) {
    const path = join(workspace, "rename.nginx");
    writeFileSync(path, RENAMED);
    await ui.openFile("rename.nginx");
    await ui.goTo("rename.nginx", 3, 16);
    await page.keyboard.press("F2");
    await page.locator(".rename-box input:focus").waitFor();
    await page.waitForTimeout(200);
    await page.keyboard.type("shelf", { delay: 10 });
    await page.keyboard.press("Enter");
    const wanted = RENAMED.replaceAll("catalog", "shelf");
    await ui.saved(path, (text) => text === wanted);
    await ui.closeEditor();
  },

  async "F12 goes from a pass to its upstream"({ page, ui, workspace }) {
    writeFileSync(join(workspace, "definition.nginx"), RENAMED);
    await ui.openFile("definition.nginx");
    await ui.goTo("definition.nginx", 6, 43);
    await page.keyboard.press("F12");
    await page.locator("#status\\.editor\\.selection", { hasText: "Ln 3," }).waitFor();
    await ui.closeEditor();
  },

  async "nginx -t says what it will do, and its words stand at the line"({
    page,
    ui,
    workspace,
    shoot,
  }) {
    writeFileSync(join(workspace, "refused.nginx"), REFUSED);
    await ui.openFile("refused.nginx");
    await ui.goTo("refused.nginx", 1, 1);
    await ui.runCommand("NGINX TLS: Test Configuration with nginx");
    const dialog = page.locator(DIALOG, { hasText: "Test this configuration with nginx?" });
    await dialog.getByText("nginx -t").first().waitFor();
    await page.waitForTimeout(300);
    await shoot("nginx-test-light");
    await press(page, "Run nginx");
    await page.locator(TOLD).waitFor();
    await page.keyboard.press("Control+Shift+KeyM");
    const row = page.locator(".markers-panel .monaco-list-row", { hasText: "Ln 6, Col 9" });
    await row.first().waitFor();
    await page.keyboard.press("Control+KeyJ");
    await ui.runCommand("Notifications: Clear All Notifications");
    await page.locator(TOLD).waitFor({ state: "detached" });
    await ui.focusEditor("refused.nginx");
    await ui.closeEditor();
  },

  async "a certificate is told at its path, and a handshake is tried when asked for"(session) {
    const { page, ui, workspace, shoot, change } = session;
    const { key, crt } = makeCertificate(workspace);
    const names = [];
    const server = createServer({ key: readFileSync(key), cert: readFileSync(crt) }, (socket) => {
      names.push(socket.servername);
      socket.end();
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address();
    try {
      writeFileSync(join(workspace, "hop.nginx"), hop(port));
      await ui.openFile("hop.nginx");
      for (const name of Object.keys(THEMES)) {
        await inTheme(session, name);
        await ui.goTo("hop.nginx", 6, 35);
        await page.keyboard.press("Control+KeyK");
        await page.keyboard.press("Control+KeyI");
        const hover = ".monaco-hover:not(.hidden) .hover-contents";
        await page.locator(hover, { hasText: "shop.example.com" }).first().waitFor();
        await page.waitForTimeout(400);
        await shoot(`certificate-hover-${name}`);
        await page.keyboard.press("Escape");
      }
      change({});
      await ui.goTo("hop.nginx", 10, 20);
      await ui.runCommand("NGINX TLS: Try the TLS Connection to This Upstream");
      await page.locator(DIALOG, { hasText: `Connect to 127.0.0.1:${port}?` }).waitFor();
      if (names.length > 0) throw new Error("connected before it was allowed to");
      await press(page, "Connect");
      await page.locator(DIALOG).getByRole("button", { name: "Copy" }).waitFor();
      await page.waitForTimeout(300);
      await shoot("probe-light");
      if (names.join() !== "shop.example.com") throw new Error(`names sent: ${names.join()}`);
      await page.keyboard.press("Escape");
      await page.locator(DIALOG).waitFor({ state: "hidden" });
    } finally {
      server.close();
    }
    await ui.closeEditor();
  },

  async "the walkthrough shows pictures"(session) {
    const { page, ui, shoot, change } = session;
    await ui.runCommand("Welcome: Open Walkthrough...");
    const input = page.locator(".quick-input-widget:visible input[type=text]");
    await input.waitFor();
    await page.keyboard.type("NGINX TLS", { delay: 10 });
    await page.waitForTimeout(300);
    await page.keyboard.press("Enter");
    const media = page.locator(".gettingStartedContainer .getting-started-media:visible");
    await media.first().waitFor();
    for (const name of Object.keys(THEMES)) {
      await inTheme(session, name);
      await page.waitForTimeout(600);
      await shoot(`walkthrough-${name}`);
    }
    change({});
    await ui.closeEditor();
    await ui.openFile("nginx.conf");
  },
};
