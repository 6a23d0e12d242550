/** The workspace that the suites work in. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const FILES = {
  "nginx.conf": `events {}

http {
    upstream backend {
        server backend1.example.com:443;
    }

    server {
        listen 80;

        location / {
            proxy_pass https://api.example.com;
            proxy_ssl_protocols TLSv1.1 TLSv1.2;
        }
    }
}
`,
  // Recognised by its content only.
  "site.conf": `server {
    listen 443 ssl;
    server_name example.com;
    ssl_certificate /etc/ssl/certs/example.crt;
    ssl_certificate_key /etc/ssl/private/example.key;
    location / {
        proxy_pass http://127.0.0.1:8080;
    }
}
`,
  "hand-picked.conf": `server {
    listen 80;
    server_name example.org;
    root /srv/www;
}
`,
  "service.conf": `[server]
listen = 80
`,
  "include/nginx.conf": `events {}

http {
    include parts/*.inc;
    server {
        listen 80;
        location / {
            proxy_pass https://api.example.com;
        }
    }
}
`,
  "include/parts/tls.inc": `proxy_ssl_server_name on;
proxy_ssl_verify on;
proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
`,
};

/** Writes the files into `folder` and returns it. */
export function writeWorkspace(folder) {
  for (const [name, text] of Object.entries(FILES)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return folder;
}
