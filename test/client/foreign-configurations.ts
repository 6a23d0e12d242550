/** Short configurations of other programs whose files end in `.conf`, or look like NGINX's at first sight. */
export const FOREIGN: Readonly<Record<string, string>> = {
  Apache: `Listen 80
<VirtualHost *:80>
  ServerName example.com
  <Location /app>
    ProxyPass http://localhost:8080/
  </Location>
</VirtualHost>
`,
  systemd: `[Service]
ExecStart=/usr/sbin/nginx -g 'daemon off;'
`,
  ini: `; settings
[server]
listen = 80
`,
  HAProxy: `global
  log /dev/log local0
frontend web
  bind :443 ssl crt /etc/ssl/site.pem
  http-request redirect scheme https unless { ssl_fc }
  default_backend app
backend app
  server a 10.0.0.1:80 check
`,
  Dovecot: `protocols = imap
ssl_cert = </etc/dovecot/cert.pem
service imap-login {
  inet_listener imaps {
    port = 993
    ssl = yes
  }
}
`,
  libvirt: `listen_tls = 0
auth_unix_ro = "none"
cert_file = "/etc/pki/libvirt/servercert.pem"
`,
  "ISC dhcpd": `option domain-name "example.org";
default-lease-time 600;
authoritative;
subnet 10.0.0.0 netmask 255.255.255.0 {
  range 10.0.0.10 10.0.0.200;
  option routers 10.0.0.1;
}
include "/etc/dhcp/hosts.conf";
`,
  "BIND named.conf": `options {
  directory "/var/cache/bind";
  allow-query { any; };
  listen-on { 127.0.0.1; };
};
zone "example.com" { type master; file "/etc/bind/db.example.com"; };
`,
  "OpenLDAP ldap.conf": `BASE dc=example,dc=com
URI ldap://ldap.example.com
TLS_CACERT /etc/ssl/certs/ca-certificates.crt
`,
  "HOCON with =": `include "reference"
server {
  host = "0.0.0.0"
  port = 8080
  http { keepalive_timeout = 75 s }
}
`,
  "HOCON with :": `play: { server: { http: { port: 9000 } } }
db.default { url: "jdbc:h2:mem:play" }
`,
  sssd: `[sssd]
services = nss, pam
[domain/example]
id_provider = ldap
`,
  supervisord: `[program:nginx]
command=nginx -g "daemon off;"
`,
  mosquitto: `listener 8883
cafile /etc/mosquitto/ca.crt
require_certificate true
`,
  redis: `bind 127.0.0.1
port 6379
tls-port 6380
user default on
`,
  "php-fpm": `; a pool
[www]
user = www-data
listen = /run/php-fpm.sock
`,
  "php-fpm, comment first": `; Start a new pool
; listen 80;
pid = /run/php-fpm.pid
`,
  logrotate: `/var/log/nginx/*.log {
  daily
  rotate 14
  postrotate
    invoke-rc.d nginx rotate >/dev/null 2>&1
  endscript
}
`,
  keepalived: `vrrp_instance VI_1 {
  state MASTER
  interface eth0
  virtual_ipaddress { 10.0.0.1 }
}
virtual_server 10.0.0.1 443 {
  protocol TCP
  real_server 10.0.0.2 443 { SSL_GET { url { path / } } }
}
`,
  "syslog-ng": `source s_net { udp(ip(127.0.0.1)); };
destination d { file("/var/log/x"); };
log { source(s_net); destination(d); };
`,
  Varnish: `vcl 4.1;
backend default { .host = "127.0.0.1"; .port = "8080"; }
sub vcl_recv { return (pass); }
`,
  BIRD: `log syslog all;
router id 10.0.0.1;
protocol kernel { ipv4 { export all; }; }
protocol bgp up { local as 65000; neighbor 10.0.0.2 as 65001; }
`,
  "BIRD, no stray semicolon": `router id 10.0.0.1;
protocol device { scan time 10; }
include "peers.conf";
`,
  nftables: `flush ruleset
table inet filter {
  chain input { type filter hook input priority 0; policy accept; }
}
`,
  UnrealIRCd: `include "modules.default.conf";
listen { ip *; port 6697; options { tls; }; };
set { kline-address "a@b.c"; };
`,
  FreeRADIUS: `server default {
  listen { type = auth ipaddr = * }
  authorize { pap }
}
`,
  lighttpd: `server.modules = ( "mod_access" )
$HTTP["host"] == "example.com" { server.document-root = "/srv" }
`,
  rspamd: `upstream "local" { self_scan = yes; }
options { filters = "chartable"; }
`,
  Logstash: `input { beats { port => 5044 } }
output { elasticsearch { hosts => ["localhost:9200"] } }
`,
  Fluentd: `<source>
  @type tail
  path /var/log/nginx/access.log
</source>
`,
  tmux: `set -g prefix C-a
bind r source-file ~/.tmux.conf \\; display "ok"
`,
  i3: `set $mod Mod4
mode "resize" {
  bindsym Left resize shrink width 10 px
}
`,
  Upstart: `description "nginx"
start on runlevel [2345]
exec nginx -g "daemon off;"
`,
  Junos: `system { host-name gate; services { ssh; } }
snmp { location "Rack 4"; community public; }
interfaces { ge-0/0/0 { unit 0 { family inet { address 10.0.0.1/24; } } } }
`,
  Caddy: `example.com {
  reverse_proxy 10.0.0.1:8080
  encode gzip
}
`,
  OpenVPN: `server 10.8.0.0 255.255.255.0
proto udp
user nobody
`,
  strongSwan: `connections { gw { local { auth = pubkey } remote { auth = pubkey } } }
`,
  "shell variables": `MODULES=most
if [ -n "$COMPRESS" ]; then root=/dev/sda1; fi
`,
  Icinga: `object Host "web" { import "generic-host" address = "10.0.0.1" }
`,
  "C code": `int main(void) { int root; return 0; }
`,
  CSS: `body { color: red; }
a { index: 1; }
`,
};
