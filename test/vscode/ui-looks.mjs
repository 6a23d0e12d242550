/** Steps of the keyboard suite: formatting, inlay hints, colours, nginx inside of other languages. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const THEMES = { light: "Default Light Modern", dark: "Default Dark Modern" };
const UGLY = "events {}\nhttp {\nserver { listen 80 ; } # end\n}\n";
const NICE = "events {}\nhttp {\n    server {\n        listen 80;\n    } # end\n}\n";

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
            proxy_ssl_protocols TLSv1.1 TLSv1.3;
        }
    }
}
`;
const MARKDOWN = `# The proxy

\`\`\`nginx
location / {
    proxy_pass https://api.example.com;   # the API
    proxy_ssl_verify on;
}
\`\`\`
`;
const YAML = `kind: ConfigMap
data:
  nginx.conf: |
    events {}
    http {
      ssl_protocols TLSv1.2 TLSv1.3;
    }
`;

export const LOOKS_STEPS = {
  async "a file is formatted by keyboard"({ page, ui, workspace }) {
    const path = join(workspace, "ugly.nginx");
    writeFileSync(path, UGLY);
    await ui.openFile("ugly.nginx");
    await ui.focusEditor("ugly.nginx");
    await page.keyboard.press("Control+Shift+KeyI");
    await ui.saved(path, (text) => text === NICE);
    await ui.closeEditor();
  },

  async "inlay hints tell what is in force"({ page, ui, workspace, shoot, change }) {
    writeFileSync(join(workspace, "hints.nginx"), HINTS);
    await ui.openFile("hints.nginx");
    for (const [name, theme] of Object.entries(THEMES)) {
      change({
        "workbench.colorTheme": theme,
        "nginxTls.inlayHints.enabled": "all",
        "editor.inlayHints.maximumLength": 0,
      });
      await page.locator(`.monaco-workbench.vs${name === "dark" ? "-dark" : ""}`).waitFor();
      await ui.goTo("hints.nginx", 1, 1);
      const hint = ui.editorOf("hints.nginx").getByText("verify on, CA");
      await hint.first().waitFor();
      await page.waitForTimeout(500);
      await shoot(`inlay-hints-${name}`);
    }
    change({});
    await ui.closeEditor();
  },

  async "nginx is coloured in Markdown and YAML"({ page, ui, workspace, shoot, change }) {
    writeFileSync(join(workspace, "notes.md"), MARKDOWN);
    writeFileSync(join(workspace, "map.yaml"), YAML);
    for (const [file, line] of [
      ["map.yaml", "TLSv1.3"],
      ["notes.md", "proxy_ssl_verify"],
    ]) {
      await ui.openFile(file);
      const shown = ui.editorOf(file).locator(".view-line", { hasText: line }).first();
      await severalColours(page, shown);
    }
    for (const [name, theme] of Object.entries(THEMES)) {
      change({ "workbench.colorTheme": theme });
      await page.locator(`.monaco-workbench.vs${name === "dark" ? "-dark" : ""}`).waitFor();
      await page.waitForTimeout(500);
      await shoot(`markdown-${name}`);
    }
    change({});
    await ui.closeEditor();
    await ui.openFile("nginx.conf");
  },
};

/** Each colour of a line is a class. The line may be drawn anew meanwhile. */
async function severalColours(page, line) {
  for (let tries = 0; tries < 100; tries++) {
    const classes = await line
      .locator("span span")
      .evaluateAll((all) => all.map((it) => it.className));
    if (new Set(classes).size > 1) return;
    await page.waitForTimeout(100);
  }
  throw new Error("the line has one colour");
}
