/** Steps of the keyboard suite: what VS Code offers while one types. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const NAME = "completion.nginx";
const TEXT = `upstream catalog {
    server catalog-1.example.com:8443;
    server catalog-2.example.com:8443;
}

server {
    listen 443 ssl;
    server_name shop.example.com;
    ssl_certificate     /etc/nginx/tls/shop.crt;
    ssl_certificate_key /etc/nginx/tls/shop.key;

    location / {
        proxy_pass https://catalog;

    }
}
`;
const FOCUSED = ".suggest-widget.visible .monaco-list-row.focused";

export const COMPLETION_STEPS = {
  async "a building block inserts what is missing"({ page, ui, workspace, camera }) {
    writeFileSync(join(workspace, NAME), TEXT);
    await camera.tall(640);
    await camera.change({ "nginxTls.trustedCertificate": "/etc/nginx/tls/ca.pem" });
    await ui.openFile(NAME);
    await ui.goTo(NAME, 14, 1);
    await page.keyboard.type("        ", { delay: 5 });
    await page.keyboard.type("verify", { delay: 30 });
    await page.locator(`${FOCUSED}[aria-label^="Verify this upstream"]`).waitFor();
    const details = await detailsOf(page);
    await widen(page, details);
    await camera.picture("completion", details);
    await page.keyboard.press("Enter");
    const block =
      /\n {8}proxy_ssl_verify on;\n {8}proxy_ssl_trusted_certificate \/etc\/nginx\/tls\/ca\.pem;\n {8}proxy_ssl_server_name on;\n {8}proxy_ssl_name catalog-1\.example\.com;\n/;
    await ui.saved(join(workspace, NAME), (text) => block.test(text));
    await camera.change({});
    // Out of the suggestions for the first of its values, and out of the snippet.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
  },

  async "values are offered behind the name"({ page, ui, workspace, camera }) {
    await camera.tall(640);
    await ui.goTo(NAME, 11, 1);
    await page.keyboard.type("    ssl_ciph", { delay: 30 });
    await page.locator(`${FOCUSED}[aria-label^="ssl_ciphers"]`).waitFor();
    await page.keyboard.press("Enter");
    await page.locator(`${FOCUSED}[aria-label^="mozilla-intermediate"]`).waitFor();
    await camera.picture("completion-values", await detailsOf(page));
    await page.keyboard.press("Enter");
    await ui.saved(join(workspace, NAME), (text) =>
      /\n {4}ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:\S+;\n/.test(text),
    );
    await page.keyboard.press("End");
    await page.keyboard.type("\nssl_protocols ", { delay: 30 });
    await page.locator(`${FOCUSED}[aria-label^="TLSv1.2 TLSv1.3"]`).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type(";");
    await ui.saved(join(workspace, NAME), (text) => /ssl_protocols TLSv1.2 TLSv1.3;/.test(text));
    await ui.closeEditor();
  },
};

/** The documentation beside the list: once opened, it comes by itself. */
async function detailsOf(page) {
  const details = page.locator(".suggest-details:visible").first();
  const open = () => page.keyboard.press("Control+Space").then(() => details.waitFor());
  await details.waitFor({ timeout: 3000 }).catch(open);
  return details;
}

/** Drags the right border, so that no line of the code in it is cut off. */
async function widen(page, details) {
  const { x, y, width, height } = await details.boundingBox();
  await page.mouse.move(x + width - 1, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width + 40, y + height / 2);
  await page.mouse.move(x + width + 215, y + height / 2);
  await page.mouse.up();
  await page.mouse.move(x, page.viewportSize().height - 8);
}
