/** Configurations that many copy from, reduced to what concerns TLS. */
import type { PemFile } from "#core";
import { keyFile, sketches } from "../../core/rules/shared/example-files.ts";
import { conf } from "../harness/fixture.ts";
import { SUITES } from "./mozilla.ts";

/** Output of nginxconfig (DigitalOcean) for a site with Let's Encrypt and a reverse proxy, modularised. */
export const NGINXCONFIG: string = conf`
  user                 www-data;
  pid                  /run/nginx.pid;
  worker_processes     auto;
  worker_rlimit_nofile 65535;

  events {
      multi_accept       on;
      worker_connections 65535;
  }

  http {
      charset                utf-8;
      sendfile               on;
      tcp_nopush             on;
      tcp_nodelay            on;
      server_tokens          off;
      log_not_found          off;
      types_hash_max_size    2048;
      types_hash_bucket_size 64;
      client_max_body_size   16M;
      default_type           application/octet-stream;
      access_log             off;
      error_log              /dev/null;

      ssl_session_timeout    1d;
      ssl_session_cache      shared:SSL:10m;
      ssl_session_tickets    off;

      # Diffie-Hellman parameter for DHE ciphersuites
      ssl_dhparam            /etc/nginx/dhparam.pem;

      # Mozilla Intermediate configuration
      ssl_protocols          TLSv1.2 TLSv1.3;
      ssl_ciphers            ${SUITES}:DHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384;

      # OCSP Stapling
      ssl_stapling           on;
      ssl_stapling_verify    on;
      resolver               1.1.1.1 1.0.0.1 8.8.8.8 8.8.4.4 208.67.222.222 208.67.220.220 valid=60s;
      resolver_timeout       2s;

      # Connection header for WebSocket reverse proxy
      map $http_upgrade $connection_upgrade {
          default upgrade;
          ""      close;
      }

      include                sites/*.conf;
  }
  #- sites/example.com.conf
  server {
      listen                  443 ssl http2;
      listen                  [::]:443 ssl http2;
      server_name             example.com;
      root                    /var/www/example.com/public;

      # SSL
      ssl_certificate         /etc/letsencrypt/live/example.com/fullchain.pem;
      ssl_certificate_key     /etc/letsencrypt/live/example.com/privkey.pem;
      ssl_trusted_certificate /etc/letsencrypt/live/example.com/chain.pem;

      include                 nginxconfig.io/security.conf;

      location / {
          proxy_pass                    https://app.example.net;
          proxy_set_header Host         $host;
          include                       nginxconfig.io/proxy.conf;
          proxy_ssl_verify              on;
          proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
      }

      # svg, fonts
      location ~* \.(?:svgz?|ttf|ttc|otf|eot|woff2?)$ {
          add_header Access-Control-Allow-Origin "*";
          expires    7d;
      }
  }

  # subdomains redirect
  server {
      listen                  443 ssl http2;
      listen                  [::]:443 ssl http2;
      server_name             *.example.com;
      ssl_certificate         /etc/letsencrypt/live/example.com/fullchain.pem;
      ssl_certificate_key     /etc/letsencrypt/live/example.com/privkey.pem;
      ssl_trusted_certificate /etc/letsencrypt/live/example.com/chain.pem;
      return                  301 https://example.com$request_uri;
  }

  # HTTP redirect
  server {
      listen      80;
      listen      [::]:80;
      server_name .example.com;

      location ^~ /.well-known/acme-challenge/ {
          root /var/www/_letsencrypt;
      }

      location / {
          return 301 https://example.com$request_uri;
      }
  }
  #- nginxconfig.io/security.conf
  add_header X-XSS-Protection          "1; mode=block" always;
  add_header X-Content-Type-Options    "nosniff" always;
  add_header Referrer-Policy           "no-referrer-when-downgrade" always;
  add_header Strict-Transport-Security "max-age=31536000; includeSubDomains" always;

  location ~ /\.(?!well-known) {
      deny all;
  }
  #- nginxconfig.io/proxy.conf
  proxy_http_version    1.1;
  proxy_cache_bypass    $http_upgrade;
  proxy_ssl_server_name on;
  proxy_set_header      Upgrade           $http_upgrade;
  proxy_set_header      Connection        $connection_upgrade;
  proxy_set_header      X-Real-IP         $remote_addr;
  proxy_set_header      X-Forwarded-For   $proxy_add_x_forwarded_for;
  proxy_set_header      X-Forwarded-Proto $scheme;
  proxy_connect_timeout 60s;
`;

/** The certificates of {@link NGINXCONFIG}, as Let's Encrypt and certbot leave them. */
const LEAF = {
  name: "example.com",
  names: ["example.com", "*.example.com"],
  issuer: "R10",
  issuerUrls: ["http://r10.i.lencr.org/"],
};
const INTERMEDIATE = { name: "R10", issuer: "ISRG Root X1", isCa: true, until: "2027-03-12" };
export const LETSENCRYPT: Readonly<Record<string, PemFile>> = {
  "/etc/letsencrypt/live/example.com/fullchain.pem": sketches(LEAF, INTERMEDIATE),
  "/etc/letsencrypt/live/example.com/chain.pem": sketches(INTERMEDIATE),
  "/etc/letsencrypt/live/example.com/privkey.pem": keyFile("example.com"),
};

/** The shape of h5bp's server configurations: a site made of policies that it includes. */
export const H5BP: string = conf`
  user www-data;
  worker_processes auto;
  events {
      worker_connections 8000;
  }
  http {
      server_tokens off;
      include h5bp/security.conf;
      include conf.d/*.conf;
  }
  #- h5bp/security.conf
  add_header Strict-Transport-Security $hsts always;
  map $scheme $hsts {
      https "max-age=16070400; includeSubDomains";
  }
  #- h5bp/tls.conf
  ssl_session_timeout 24h;
  ssl_session_cache shared:SSL:10m;
  ssl_session_tickets off;
  keepalive_timeout 300s;
  ssl_certificate /etc/nginx/certs/default.crt;
  ssl_certificate_key /etc/nginx/certs/default.key;
  ssl_protocols TLSv1.2;
  ssl_ciphers EECDH+CHACHA20:EECDH+AES;
  ssl_ecdh_curve X25519:prime256v1:secp521r1:secp384r1;
  #- conf.d/default.conf
  server {
      listen [::]:443 ssl default_server;
      listen 443 ssl default_server;
      server_name _;
      include h5bp/tls.conf;
      return 444;
  }
  server {
      listen [::]:80 default_server deferred;
      listen 80 default_server deferred;
      server_name _;
      return 444;
  }
  #- conf.d/example.com.conf
  server {
      listen [::]:443 ssl http2;
      listen 443 ssl http2;
      server_name www.example.com;
      include h5bp/tls.conf;
      return 301 $scheme://example.com$request_uri;
  }
  server {
      listen [::]:443 ssl http2;
      listen 443 ssl http2;
      server_name example.com;
      include h5bp/tls.conf;
      root /var/www/example.com/public;
  }
`;

/** What Debian 12 installs, with its site for the snake-oil certificate switched on. */
export const DEBIAN: string = conf`
  user www-data;
  worker_processes auto;
  pid /run/nginx.pid;
  events {
      worker_connections 768;
  }
  http {
      sendfile on;
      tcp_nopush on;
      types_hash_max_size 2048;
      default_type application/octet-stream;
      ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3; # Dropping SSLv3, ref: POODLE
      ssl_prefer_server_ciphers on;
      access_log /var/log/nginx/access.log;
      error_log /var/log/nginx/error.log;
      gzip on;
      server {
          listen 80 default_server;
          listen [::]:80 default_server;
          listen 443 ssl default_server;
          listen [::]:443 ssl default_server;
          ssl_certificate /etc/ssl/certs/ssl-cert-snakeoil.pem;
          ssl_certificate_key /etc/ssl/private/ssl-cert-snakeoil.key;
          root /var/www/html;
          index index.html index.htm index.nginx-debian.html;
          server_name _;
          location / {
              try_files $uri $uri/ =404;
          }
      }
  }
`;
