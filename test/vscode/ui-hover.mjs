/** Steps of the keyboard suite: what hovers and signatures tell. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const HOVER = ".monaco-resizable-hover:not(.hidden) .hover-contents";
const NAME = "posture.nginx";
const TEXT = `http {
    proxy_ssl_verify              on;
    proxy_ssl_trusted_certificate /etc/nginx/tls/internal-ca.pem;
    ssl_protocols                 TLSv1.2 TLSv1.3;

    server {
        listen      443 ssl default_server;
        server_name shop.example.com;
        ssl_certificate     /etc/nginx/tls/shop.crt;
        ssl_certificate_key /etc/nginx/tls/shop.key;

        location /orders/ {
            proxy_pass                https://orders.example.com;
            proxy_ssl_server_name     on;
            proxy_ssl_certificate     /etc/nginx/tls/client.pem;
            proxy_ssl_certificate_key /etc/nginx/tls/client.key;
            proxy_ssl_protocols       TLSv1.3;
        }
    }

    server {
        listen      443 ssl;
        server_name admin.example.com;
        ssl_certificate     /etc/nginx/tls/admin.crt;
        ssl_certificate_key /etc/nginx/tls/admin.key;
        ssl_protocols       TLSv1.3;

        location / {
            proxy_pass http://127.0.0.1:8080;
        }
    }
}

events {}
`;
const SIGNATURE = `location /shop/ {
    proxy_pass http://127.0.0.1:8080/;
    proxy_cookie_path /
}
`;

/** Shows the hover at a place by keyboard, high enough for what is in it before its last `end`, or for all of it. */
export async function hoverAt({ page, ui }, [name, line, column], text, end) {
  const contents = page.locator(HOVER, { hasText: text }).first();
  const show = async () => {
    await page.keyboard.press("Escape");
    await ui.goTo(name, line, column);
    await page.keyboard.press("Control+KeyK");
    await page.keyboard.press("Control+KeyI");
    await contents.waitFor();
  };
  await show();
  const { bottom, wanted, x } = await page
    .locator(".monaco-resizable-hover:not(.hidden)")
    .evaluate((hover, selector) => {
      const { bottom, x, width } = hover.getBoundingClientRect();
      const last = (it) => [...hover.querySelectorAll(it)].at(-1).getBoundingClientRect();
      const wanted = selector ? last(selector).top - 4 : last(".hover-contents").bottom + 1;
      return { bottom, wanted, x: x + width / 2 };
    }, end);
  if (wanted > bottom) {
    await page.mouse.move(x, bottom - 2);
    await page.mouse.down();
    await page.mouse.move(x, (bottom + wanted) / 2);
    await page.mouse.move(x, wanted);
    await page.mouse.up();
    await page.mouse.move(x, page.viewportSize().height - 8);
    await show();
  }
  return contents;
}

export async function told(contents, ...texts) {
  const all = (await contents.innerText()).replaceAll(/\s+/g, " ");
  for (const text of texts) {
    if (!all.includes(text)) throw new Error(`"${text}" is not in ${all.slice(0, 800)}`);
  }
}

export const HOVER_STEPS = {
  async "a hover tells the posture of a hop, and where each value comes from"(session) {
    const { ui, workspace, camera } = session;
    writeFileSync(join(workspace, NAME), TEXT);
    await camera.change({ "editor.hover.above": false });
    await ui.openFile(NAME);
    const hover = await hoverAt(session, [NAME, 13, 15], "Client certificate", "hr");
    await told(
      hover,
      "TLS to orders.example.com: verified (internal-ca.pem), SNI orders.example.com, client certificate client.pem",
      "inherited from http, posture.nginx:3",
    );
    await camera.picture("hover", hover);
  },

  async "a hover on a name tells its value in force, who takes it and who overrides it"(session) {
    const hover = await hoverAt(session, [NAME, 4, 8], "In force here");
    await told(hover, "Taken by 1 server: shop.example.com", "server admin.example.com (TLSv1.3)");
    await session.camera.picture("hover-value", hover);
  },

  async "a hover on a listen tells the posture of the address"(session) {
    const hover = await hoverAt(session, [NAME, 7, 22], "2 servers on", "hr");
    await told(hover, "TLS on *:443: certificate shop.crt, TLSv1.2 TLSv1.3", "admin.crt");
    await session.camera.picture("hover-listen", hover);
    await session.page.keyboard.press("Escape");
    await session.camera.change({});
    await session.ui.closeEditor();
  },

  async "the signature of a directive is shown with the argument that comes next"(session) {
    const { page, ui, workspace, camera } = session;
    writeFileSync(join(workspace, "signature.nginx"), SIGNATURE);
    await ui.openFile("signature.nginx");
    await camera.tall(380);
    await ui.goTo("signature.nginx", 3, 24);
    await page.keyboard.type(" ");
    const active = page.locator(".parameter-hints-widget.visible .parameter.active");
    await active.filter({ hasText: "<replacement>" }).waitFor();
    await camera.picture("signature", active);
    await page.keyboard.press("Escape");
    await ui.closeEditor();
  },
};
