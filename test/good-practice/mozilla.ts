/** What the generator at ssl-config.mozilla.org writes, with an upstream added. */

/** The suites of intermediate for TLS 1.2. */
export const SUITES: string =
  "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:" +
  "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

/** What an upstream location looks like when everything is right. */
const UPSTREAM = `
        location /api/ {
            proxy_pass                    https://api.example.com;
            proxy_ssl_server_name         on;
            proxy_ssl_verify              on;
            proxy_ssl_verify_depth        2;
            proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;
        }`;

export interface MozillaOptions {
  readonly profile: "intermediate" | "modern";
  readonly hasHttp2Directive: boolean;
  readonly hasMlkem: boolean;
  readonly isStapling?: boolean;
}

/** Output of the generator at ssl-config.mozilla.org, guidelines 6.0, with HSTS. */
export function mozilla({
  profile,
  hasHttp2Directive,
  hasMlkem,
  isStapling,
}: MozillaOptions): string {
  const isModern = profile === "modern";
  const http2 = hasHttp2Directive ? "" : " http2";
  return `
events {}

http {

    server {
        listen 443 ssl${http2};
        listen [::]:443 ssl${http2};
        ${hasHttp2Directive ? "http2 on;" : ""}
        ssl_certificate /path/to/signed_cert_plus_intermediates;
        ssl_certificate_key /path/to/private_key;

        # HSTS (ngx_http_headers_module is required) (63072000 seconds)
        add_header Strict-Transport-Security "max-age=63072000; includeSubDomains" always;
${UPSTREAM}
    }

    # ${profile} configuration
    ssl_protocols ${isModern ? "TLSv1.3" : "TLSv1.2 TLSv1.3"};
    ssl_ecdh_curve ${hasMlkem ? "X25519MLKEM768:" : ""}X25519:prime256v1:secp384r1;
    ${isModern ? "" : `ssl_ciphers ${SUITES};`}
    ssl_prefer_server_ciphers off;

    # see also ssl_session_ticket_key alternative to stateful session cache
    ${isModern ? "#" : ""}ssl_session_timeout 1d;
    ${isModern ? "#" : ""}ssl_session_cache shared:MozSSL:10m;  # about 40000 sessions
    ${hasHttp2Directive ? "" : "ssl_session_tickets off;"}
${isStapling ? STAPLING : ""}
    # HSTS
    server {
        listen 80 default_server;
        listen [::]:80 default_server;

        return 301 https://$host$request_uri;
    }
}
`;
}

const STAPLING = `
    # OCSP stapling
    ssl_stapling on;
    ssl_stapling_verify on;

    # verify chain of trust of OCSP response using Root CA and Intermediate certs
    ssl_trusted_certificate /path/to/root_CA_cert_plus_intermediates;

    # replace with the IP address of your resolver;
    resolver 127.0.0.1;
`;
