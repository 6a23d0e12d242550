/** Longer texts of the keyboard suite. */

export const UGLY = `events{}
http{
upstream orders{
server 10.0.0.1:8443;
  server 10.0.0.2:8443;
}

server{
listen 443 ssl;
  server_name shop.example.com; # the shop
ssl_certificate     /etc/nginx/tls/shop.crt;
ssl_certificate_key /etc/nginx/tls/shop.key;

      location /orders{
  proxy_pass https://orders ;
    proxy_set_header  Host $host; proxy_set_header X-Real-IP $remote_addr;
      } # managed by Certbot
 }
}
`;

export const NICE = `events {}
http {
    upstream orders {
        server 10.0.0.1:8443;
        server 10.0.0.2:8443;
    }

    server {
        listen 443 ssl;
        server_name shop.example.com; # the shop
        ssl_certificate     /etc/nginx/tls/shop.crt;
        ssl_certificate_key /etc/nginx/tls/shop.key;

        location /orders {
            proxy_pass https://orders;
            proxy_set_header Host $host;
            proxy_set_header X-Real-IP $remote_addr;
        } # managed by Certbot
    }
}
`;

export const MARKDOWN = `# The proxy

Every hop is verified:

\`\`\`nginx
location / {
    proxy_pass https://api.example.com;   # the API
    proxy_ssl_verify              on;
    proxy_ssl_trusted_certificate /etc/nginx/ca.pem;
    proxy_ssl_server_name         on;
}
\`\`\`

Reload with \`nginx -s reload\`.
`;

export const YAML = `apiVersion: v1
kind: ConfigMap
metadata:
  name: proxy
data:
  nginx.conf: |
    events {}
    http {
      ssl_protocols TLSv1.2 TLSv1.3;
      server {
        listen 443 ssl;  # the only one
        location / {
          proxy_pass https://api.example.com;
        }
      }
    }
`;

export const LUA = `location /token {
    resolver 10.0.0.2;

    content_by_lua_block {
        local http = require "resty.http"

        -- The token service must show a certificate that we trust.
        local answer, reason = http.new():request_uri("https://auth.example.com/token", {
            method = "POST",
            ssl_verify = true,
        })
        if not answer then
            ngx.log(ngx.ERR, "no token: ", reason)
            return ngx.exit(ngx.HTTP_BAD_GATEWAY)
        end
        ngx.say(answer.body)
    }

    add_header Cache-Control no-store;
}
`;
