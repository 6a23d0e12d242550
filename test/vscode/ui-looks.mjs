/** Steps of the keyboard suite: formatting, inlay hints, colours, nginx inside of other languages and others in it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { LUA, MARKDOWN, NICE, UGLY, YAML } from "./ui-texts.mjs";

const HINTS = `events {}
http {
    proxy_ssl_verify on;
    proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
    ssl_certificate www.example.com.crt;
    ssl_certificate_key www.example.com.key;

    upstream pool {
        server api1.example.com;
        server api2.example.com:443;
    }

    server {
        listen 443 ssl;
        server_name www.example.com;

        location / {
            proxy_pass https://api.example.com;
        }
        location /pool {
            proxy_pass https://pool;
            proxy_ssl_name api.example.com;
            proxy_ssl_server_name on;
            proxy_ssl_protocols TLSv1.3;
        }
    }
}
`;
const COLOURS = `http {
    limit_req_zone $binary_remote_addr zone=clients:10m rate=5r/s;
    log_format timing '$remote_addr "$request" $request_time';
    map $http_upgrade $connection_upgrade { default upgrade; '' close; }

    upstream orders {
        server orders.example.com:8443;
    }

    server {
        listen 443 ssl;
        server_name shop.example.com;
        ssl on;                             # was removed
        ssl_certificate     /etc/nginx/tls/shop.crt;
        ssl_certificate_key /etc/nginx/tls/shop.key;
        ssl_protocols TLSv1.1 TLSv1.2;      # one is retired
        access_log logs/shop.log timing;
        more_set_headers "Server: shop";    # of another module

        location ~ ^/orders/(?<id>\\d+)$ {
            limit_req zone=clients burst=10 nodelay;
            proxy_pass https://orders/api/$id;
            proxy_set_header Connection $connection_upgrade;
            proxy_ssl_verfiy on;            # is nobody's
            error_page 502 = @later;
        }

        location @later {
            return 503;
        }
    }
}

events {}
`;

export const LOOKS_STEPS = {
  async "a file is formatted by keyboard"({ page, ui, workspace, camera }) {
    const path = join(workspace, "ugly.nginx");
    writeFileSync(path, UGLY);
    await camera.change({
      "diffEditor.ignoreTrimWhitespace": false,
      "editor.detectIndentation": false,
      "nginxTls.codeLens.enabled": false,
      "problems.decorations.enabled": false,
    });
    await ui.openFile("ugly.nginx");
    await ui.focusEditor("ugly.nginx");
    await page.keyboard.press("Control+Shift+KeyI");
    await page.locator(".tab.dirty.active").waitFor();
    await camera.tall(520);
    await ui.runCommand("File: Compare Active File with Saved");
    const diff = page.locator(".monaco-diff-editor .editor.modified .line-insert");
    await camera.picture("format", diff);
    await ui.saved(path, (text) => text === NICE);
    await camera.change({});
    await ui.closeEditor();
    await ui.closeEditor();
  },

  async "inlay hints tell what is in force, and lenses the posture"({
    page,
    ui,
    workspace,
    camera,
  }) {
    writeFileSync(join(workspace, "hints.nginx"), HINTS);
    await camera.tall(680);
    await ui.openFile("hints.nginx");
    await camera.change({
      "nginxTls.inlayHints.enabled": "all",
      "editor.inlayHints.maximumLength": 0,
      "editor.occurrencesHighlight": "off",
    });
    await ui.goTo("hints.nginx", 12, 1);
    const editor = ui.editorOf("hints.nginx");
    await editor.getByText("TLS to api.example.com: verified (ca-certificates.crt)").waitFor();
    const hint = editor.getByText("verify on, CA").first();
    await camera.picture("inlay-hints", hint);
    await camera.change({});
    await hint.waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await ui.closeEditor();
  },

  async "words are coloured by what they mean"({ ui, workspace, camera }) {
    writeFileSync(join(workspace, "colours.nginx"), COLOURS);
    await camera.tall(780);
    await camera.change({ "editor.occurrencesHighlight": "off" });
    await ui.openFile("colours.nginx");
    await ui.goTo("colours.nginx", 5, 1);
    const word = (text) =>
      ui.editorOf("colours.nginx").locator(".view-line span span", { hasText: text }).first();
    const colour = (text) => word(text).evaluate((it) => getComputedStyle(it).color);
    const apart = async () => (await colour("proxy_ssl_verfiy")) !== (await colour("proxy_pass"));
    await word("proxy_ssl_verfiy").waitFor();
    await ui.until("an unknown directive looks different", apart);
    await camera.picture("colours", word("more_set_headers"));
    await camera.change({ "editor.semanticHighlighting.enabled": false });
    await ui.until("without semantic tokens it does not", async () => !(await apart()));
    await camera.change({});
    await ui.closeEditor();
  },

  async "nginx is coloured in Markdown and in YAML"({ page, ui, workspace, camera }) {
    writeFileSync(join(workspace, "notes.md"), MARKDOWN);
    writeFileSync(join(workspace, "map.yaml"), YAML);
    await camera.tall(420);
    await ui.openFile("notes.md");
    await ui.openFile("map.yaml", "Control+Enter");
    const yaml = ui.editorOf("map.yaml").locator(".view-line", { hasText: "ssl_protocols" });
    await severalColours(ui, yaml);
    const markdown = ui.editorOf("notes.md").locator(".view-line", { hasText: "proxy_ssl_verify" });
    await severalColours(ui, markdown);
    await camera.picture("markdown", markdown);
    await page.keyboard.press("Control+Digit2");
    await ui.closeEditor();
    await ui.closeEditor();
  },

  async "Lua is coloured in nginx"({ ui, workspace, camera }) {
    writeFileSync(join(workspace, "token.nginx"), LUA);
    await camera.tall(500);
    await ui.openFile("token.nginx");
    await ui.goTo("token.nginx", 3, 1);
    const line = ui.editorOf("token.nginx").locator(".view-line", { hasText: "request_uri" });
    await severalColours(ui, line);
    await camera.picture("lua", line);
    await ui.closeEditor();
  },
};

/** Each colour of a line is a class. The line may be drawn anew meanwhile. */
function severalColours(ui, line) {
  return ui.until("the line has several colours", async () => {
    const classes = await line
      .first()
      .locator("span span")
      .evaluateAll((all) => all.map((it) => it.className));
    return new Set(classes).size > 2;
  });
}
