/** Steps of the keyboard suite: from a name to its places in all files, and what a file consists of. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const SITE = {
  "site/nginx.conf": `events {}

http {
    include conf.d/*.conf;
}
`,
  "site/conf.d/pools.conf": `# The servers behind the shop.
upstream orders {
    server orders-1.example.com:8443;
    server orders-2.example.com:8443;
    keepalive 16;
}

upstream catalog {
    server catalog.example.com:8443;
}
`,
  "site/conf.d/shop.conf": `map $http_upgrade $connection_upgrade {
    default upgrade;
    ''      close;
}

server {
    listen 443 ssl;
    server_name shop.example.com;
    ssl_certificate     /etc/nginx/tls/shop.crt;
    ssl_certificate_key /etc/nginx/tls/shop.key;

    location /orders/ {
        proxy_pass https://orders;
        proxy_set_header Connection $connection_upgrade;
    }

    location /catalog/ {
        proxy_pass https://catalog;
        error_page 502 = @later;
    }

    location @later {
        return 503;
    }
}

server {
    listen 80;
    server_name shop.example.com;
    return 301 https://$host$request_uri;
}
`,
  "site/conf.d/staff.conf": `server {
    listen 443 ssl;
    server_name staff.example.com;
    ssl_certificate     /etc/nginx/tls/staff.crt;
    ssl_certificate_key /etc/nginx/tls/staff.key;

    location / {
        proxy_pass https://orders/staff/;
    }
}
`,
};

/** Where the cursor is; the status bar tells it of the editor that has the focus. */
function cursorAt(page, line) {
  return page.locator("#status\\.editor\\.selection", { hasText: `Ln ${line},` }).waitFor();
}

export const NAVIGATION_STEPS = {
  async "F12 goes from a pass to its upstream in another file"({ page, ui, workspace }) {
    for (const [name, text] of Object.entries(SITE)) {
      mkdirSync(dirname(join(workspace, name)), { recursive: true });
      writeFileSync(join(workspace, name), text);
    }
    await ui.openFile("staff.conf");
    await ui.goTo("staff.conf", 8, 30);
    await page.keyboard.press("F12");
    await ui.editorOf("pools.conf").waitFor();
    await cursorAt(page, 2);
  },

  // With one use and one definition VS Code jumps and has nothing to show.
  async "Shift+F12 shows where an upstream is named, in all files"({ page, ui, camera }) {
    await camera.tall(520);
    await ui.goTo("pools.conf", 2, 12);
    await page.keyboard.press("Shift+F12");
    const peek = page.locator(".peekview-widget");
    await peek.locator(".peekview-title", { hasText: "References (3)" }).waitFor();
    for (const file of ["staff.conf", "shop.conf", "pools.conf"]) {
      await peek.locator(".ref-tree .monaco-list-row", { hasText: file }).first().waitFor();
    }
    const rows = peek.locator(".ref-tree .monaco-list-row");
    const use = rows.filter({ hasText: "https://orders;" });
    await page.keyboard.press("ArrowDown");
    await rows.and(page.locator(".focused")).filter({ hasText: "shop.conf" }).waitFor();
    await page.keyboard.press("ArrowRight");
    await use.waitFor();
    await page.keyboard.press("ArrowDown");
    await use.and(page.locator(".focused")).waitFor();
    const shown = peek.locator(".preview .view-line", { hasText: "shop.example.com" });
    await camera.picture("references", shown);
    await page.keyboard.press("Escape");
    await peek.waitFor({ state: "detached" });
  },

  async "F2 renames an upstream in all files, after a look at them"({
    page,
    ui,
    workspace,
    camera,
  }) {
    await camera.tall(560);
    await ui.goTo("pools.conf", 2, 12);
    await page.keyboard.press("F2");
    const box = page.locator(".rename-box input:focus");
    await box.waitFor();
    await box.fill("checkout");
    await page.keyboard.press("Control+Enter");
    const rows = page.locator(".bulk-edit-panel .monaco-list-row");
    const changed = rows.filter({ hasText: "proxy_pass https://orderscheckout/staff/;" });
    await changed.waitFor();
    await camera.picture("rename", changed);
    await page.locator(".bulk-edit-panel").getByRole("button", { name: "Apply" }).press("Enter");
    for (const [name, text] of Object.entries(SITE)) {
      const wanted = text
        .replace("upstream orders", "upstream checkout")
        .replace("https://orders", "https://checkout");
      await ui.until(`${name} is renamed`, () => {
        return readFileSync(join(workspace, name), "utf8") === wanted;
      });
    }
    await page.locator(".bulk-edit-panel").waitFor({ state: "hidden" });
  },

  // Its file was opened for the looks above and closed again.
  async "the outline and the breadcrumbs name servers and what they pass on"({ page, ui, camera }) {
    await camera.tall(760);
    await camera.change({ "breadcrumbs.enabled": true });
    await ui.openFile("shop.conf");
    await ui.goTo("shop.conf", 13, 12);
    await ui.runCommand("Explorer: Focus on Outline View");
    await page.locator(".pane-header.expanded[aria-label^='Explorer Section']").press("ArrowLeft");
    const outline = page.locator(".outline-tree .monaco-list-row");
    for (const text of ["server shop.example.com:443", "location /catalog/", "location @later"]) {
      await outline.filter({ hasText: text }).first().waitFor();
    }
    await ui.focusEditor("shop.conf");
    const crumb = page.locator(".monaco-breadcrumb-item", { hasText: "location /orders/" });
    await crumb.waitFor();
    await camera.picture("outline", crumb);
    await page.keyboard.press("Control+KeyB");
    await camera.change({});
  },

  async "symbols are found in the whole workspace"({ page, ui, camera }) {
    await camera.tall(600);
    await page.keyboard.press("Control+KeyT");
    await page.keyboard.type("example.com", { delay: 10 });
    const row = page.locator(".quick-input-widget:visible .monaco-list-row", {
      hasText: "server staff.example.com:443",
    });
    await row.first().waitFor();
    await camera.picture("symbols", row);
    await page.keyboard.press("Escape");
    await ui.closeEditor();
    await ui.closeEditor();
    await ui.closeEditor();
  },
};
