import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("conf-command-bypasses");

test("each family, any case", () =>
  check(conf`
    http {
        ssl_conf_command minprotocol TLSv1.3;
    #                    ~~~~~~~~~~~ warning: "minprotocol" overrides "ssl_protocols"
        ssl_conf_command VerifyMode Peer;
    #                    ~~~~~~~~~~ warning: "VerifyMode" overrides "ssl_verify_client"
        server {
            proxy_ssl_conf_command CipherString DEFAULT;
    #                              ~~~~~~~~~~~~ warning: "CipherString" overrides "proxy_ssl_ciphers"
            location / { grpc_ssl_conf_command Protocol -TLSv1.2; uwsgi_ssl_conf_command PrivateKey a.key; }
    #                                          ~~~~~~~~ warning: "Protocol" overrides "grpc_ssl_protocols"
    #                                                                                    ~~~~~~~~~~ warning: "PrivateKey" overrides "uwsgi_ssl_certificate_key"
            location /a { proxy_ssl_conf_command Options -SessionTicket,UnsafeLegacyServerConnect; proxy_ssl_conf_command VerifyMode Peer; }
    #                                                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: "UnsafeLegacyServerConnect" allows renegotiation as it was before RFC 5746
    #                                                                                                                     ~~~~~~~~~~ warning: "VerifyMode" overrides "proxy_ssl_verify"
        }
    }
    stream {
        ssl_conf_command Certificate a.crt;
    #                    ~~~~~~~~~~~ warning: "Certificate" overrides "ssl_certificate"
    }
  `));

test("commands that nginx has no directive for", () =>
  check(conf`
    http {
        ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256;
        ssl_conf_command Options PrioritizeChaCha;
        ssl_conf_command Options -UnsafeLegacyRenegotiation;
        ssl_conf_command SignatureAlgorithms ed25519;
        ssl_conf_command MinProtocol TLSv1.2;
        server {
            ssl_protocols TLSv1.2;
            ssl_conf_command MaxProtocol TLSv1.2;
            proxy_ssl_protocols TLSv1.1 TLSv1.2;
            proxy_ssl_conf_command MinProtocol TLSv1.1;
        }
    }
  `));

test("a limit that counts nowhere, or is none, overrides nothing", () =>
  check(conf`
    events {}
    http {
        ssl_certificate a.crt;
        ssl_certificate_key a.key;
        server {
            listen 443 ssl;
            ssl_conf_command MinProtocol TLSv1.3;
    #                        ~~~~~~~~~~~ warning: "MinProtocol" overrides "ssl_protocols"
            ssl_conf_command MinProtocol None;
            ssl_conf_command MinProtocol tlsv1.3;
        }
        server {
            listen 443 ssl;
            server_name b.example.com;
            ssl_conf_command MinProtocol TLSv1.3;
            ssl_conf_command CipherString HIGH;
    #                        ~~~~~~~~~~~~ warning: "CipherString" overrides "ssl_ciphers"
        }
    }
  `));
