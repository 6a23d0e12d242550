/** Steps of the keyboard suite: certificates, real nginx, a real handshake, the walkthrough. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createServer } from "node:tls";
import { hoverAt, told } from "./ui-hover.mjs";

const DIALOG = ".monaco-dialog-box:visible";
/** The bell in the status bar while there are notifications, also those that went away by themselves. */
const TOLD = "#status\\.notifications .codicon-bell-dot";
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

/** A key, and a certificate that it signed itself, made for this run. */
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
}

async function press(page, button) {
  await page.locator(DIALOG).getByRole("button", { name: button, exact: true }).press("Enter");
}

function listen(server) {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(server.address().port));
  });
}

export const TOOL_STEPS = {
  async "no notification came that nobody asked for"({ ui }) {
    const told = await ui.notifications();
    if (told.length > 0) throw new Error(told.join("\n"));
  },

  async "nginx -t says what it will do, and its words stand at the line"(session) {
    const { page, ui, workspace, camera } = session;
    writeFileSync(join(workspace, "refused.nginx"), REFUSED);
    await camera.tall(600);
    await ui.openFile("refused.nginx");
    await ui.runCommand("View: Close Other Editors in Group");
    await ui.goTo("refused.nginx", 7, 1);
    await ui.runCommand("NGINX TLS: Test Configuration with nginx (nginx -t)");
    const dialog = page.locator(DIALOG, { hasText: "Test this configuration with nginx?" });
    await camera.picture("nginx-test", dialog.getByText("nginx -t"));
    await press(page, "Run nginx");
    await page.locator(TOLD).waitFor();
    await ui.runCommand("Notifications: Clear All Notifications");
    await page.locator(TOLD).waitFor({ state: "detached" });
    await page.keyboard.press("Control+Shift+KeyM");
    const row = page.locator(".markers-panel .monaco-list-row", { hasText: "Ln 6, Col 9" });
    await row.waitFor();
    const words = (await row.innerText()).replaceAll(/\s+/g, " ");
    if (words !== '"limit_rate" directive invalid value nginx [Ln 6, Col 9]')
      throw new Error(words);
    await camera.picture("nginx-test-result", row);
    await page.keyboard.press("Control+KeyJ");
    await ui.openFile("nginx.conf");
    await ui.openFile("refused.nginx");
    await ui.closeEditor();
  },

  async "a certificate is told at its path"(session) {
    const { ui, workspace, camera } = session;
    makeCertificate(workspace);
    writeFileSync(join(workspace, "hop.nginx"), hop(9443));
    await camera.tall(700);
    await camera.change({ "editor.hover.above": false });
    await ui.openFile("hop.nginx");
    const hover = await hoverAt(session, ["hop.nginx", 6, 35], "89 days left");
    await told(hover, "names: shop.example.com, www.example.com", "fits its key tls/shop.key");
    await camera.picture("certificate-hover", hover);
    await camera.change({});
    await session.page.keyboard.press("Escape");
    await ui.closeEditor();
  },

  async "a handshake is tried when asked for, as nginx would make it"(session) {
    const { page, ui, workspace, camera } = session;
    const names = [];
    const tls = (file) => readFileSync(join(workspace, "tls", file));
    const options = { key: tls("shop.key"), cert: tls("shop.crt") };
    const server = createServer(options, (socket) => {
      names.push(socket.servername);
      socket.end();
    });
    const port = await listen(server);
    try {
      writeFileSync(join(workspace, "probe.nginx"), hop(port));
      await camera.tall(600);
      await ui.openFile("probe.nginx");
      await ui.goTo("probe.nginx", 10, 20);
      await ui.runCommand("NGINX TLS: Try the TLS Connection to This Upstream");
      const question = page.locator(DIALOG, { hasText: `Connect to 127.0.0.1:${port}?` });
      await question.getByText('SNI sends "shop.example.com"').waitFor();
      if (names.length > 0) throw new Error("connected before it was allowed to");
      await press(page, "Connect");
      const answer = page.locator(DIALOG, { hasText: "encrypted and verified" });
      await camera.picture("probe", answer.getByRole("button", { name: "Copy" }));
      if (names.join() !== "shop.example.com") throw new Error(`names sent: ${names.join()}`);
      await page.keyboard.press("Escape");
      await page.locator(DIALOG).waitFor({ state: "hidden" });
    } finally {
      server.close();
    }
    await ui.closeEditor();
  },

  async "the walkthrough shows pictures"({ page, ui, camera }) {
    await camera.tall(840);
    await ui.runCommand("Welcome: Open Walkthrough...");
    await page.locator(`.quick-input-widget:visible input[placeholder*="walkthrough"]`).waitFor();
    await page.keyboard.type("NGINX TLS", { delay: 10 });
    await ui.takeRow("Get started with NGINX TLS");
    const media = page.locator(".gettingStartedContainer .getting-started-media:visible");
    await camera.picture("walkthrough", media);
    await ui.closeEditor();
  },
};
