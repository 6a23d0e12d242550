/** Directives with values of every kind, right and wrong, in configurations that are right but for them. */

export interface ValueCase {
  /** The directive under test. */
  readonly text: string;
  readonly config: string;
}

type Frame = (text: string) => string;

const main: Frame = (text) => `${text} events {}`;
const events: Frame = (text) => `events { ${text} }`;
const http: Frame = (text) => `events {} http { ${text} server { listen 127.0.0.1:8099; } }`;
const server: Frame = (text) => `events {} http { server { ${text} } }`;
const location: Frame = (text) =>
  `events {} http { upstream u { server 127.0.0.1:81; } server { listen 127.0.0.1:8099; location /l { ${text} } } }`;
const inside: (head: string) => Frame = (head) => (text) =>
  `events {} http { server { listen 127.0.0.1:8099; ${head} { ${text} } } }`;
const upstream: Frame = (text) => `events {} http { upstream u { ${text} } }`;
const streamServer: Frame = (text) => `events {} stream { server { ${text} return x; } }`;
const streamUpstream: Frame = (text) => `events {} stream { upstream u { ${text} } }`;
const zoned: Frame = (text) => http(`limit_req_zone $uri zone=a:1m rate=1r/s; ${text}`);

const VALUES = words(
  `on OFF yes 0 1 10 -1 1k 8kb 1m 1g 5G 10s 1m30s 30s1m 1y 1M 5ms "1h 5m" abc "" $uri auto off all max epoch +1d -1h
   @10h @30h 1.5 999999999999999999999`,
);
const ADDRESSES = words(
  `80 0 65535 65536 127.0.0.1 127.0.0.1:80 127.0.0.1:0 127.0.0.1:x *:80 [::1] [::1]:80 [::1]80 [::g]:80 [::1
   unix:/tmp/x.sock unix: 80-90 90-80 127.0.0.1:80-82 127.0.0.1/24 :80 1..2.3:80`,
);
const LISTEN_PARAMETERS = words(
  `http2 default_server default udp bind reuseport backlog=5 backlog=0 backlog=x rcvbuf=1k rcvbuf=x ipv6only=on
   ipv6only=oops so_keepalive=on so_keepalive=1m::3 so_keepalive=:: so_keepalive=x proxy_protocol fastopen=5 foo SSL`,
);
const SERVER_PARAMETERS = words(
  `weight=5 weight=0 weight=x weight=-1 max_fails=0 max_fails=x fail_timeout=5s fail_timeout=1x down max_conns=5 foo`,
);
const ZONES = words(
  `off zone=a:10m zone=a zone=a:1 zone=a:x rate=1r/s rate=0r/s rate=5r/m rate=5 rate=x burst=5 burst=0 nodelay delay=3
   max=10 max=0 inactive=5s inactive=1x levels=1:2 levels=3 levels=1:2:2:1 keys_zone=c:1m keys_zone=c keys_zone=c:1
   use_temp_path=maybe max_size=1g loader_files=x`,
);
const URLS = words(
  `http://127.0.0.1 http://127.0.0.1:8080/ https://127.0.0.1/a?b HTTP://127.0.0.1 127.0.0.1:80 http:// http:///x
   http://unix:/tmp/s http://unix:/tmp/s:/uri unix:/tmp/s ftp://127.0.0.1 http://127.0.0.1:0 http://[::1]:80/
   http://[::1 http://$host http://127.0.0.1?x=1 http://u http://u:80 u:9000 127.0.0.1:9000/x /x 127.0.0.1`,
);
const NETWORKS = words(
  `10.0.0.0/8 10.0.0.1 10.0.0.0/33 300.1.1.1 ::1 ::/0 2001:db8::/129 all unix: any ALL 1.2.3.4/ 1.2.3 2001:db8:::1
   ::ffff:1.2.3.4 1:2:3:4:5:6:7:8 1:2:3:4:5:6:7:8:9 12345::`,
);
const LOCATIONS = words(`/a =/a ^~/a ~a ~*a @a ~( ~ = a ""`).concat(
  "= /a",
  "~ a",
  "~^ a",
  "! /a",
  "~ (",
  "~* \\.(png",
  '~ "a{2,3}?"',
  "~ *a",
  "~ a**",
  "~ [a",
);
const CONDITIONS = [
  "()",
  "(",
  "$uri",
  "($uri)",
  "( $uri )",
  "($uri = a",
  "($uri == a)",
  "($uri = a b)",
  "(-f x)",
  "(-g x)",
  "(!-f $uri)",
  "(! -f x)",
  "($uri ~ (a))",
  "($uri ~ (a)",
  "(a = $uri)",
  "($uri =)",
  "(!$uri)",
  "($uri/a)",
];
const SCRIPTS = words("$ a$ $< $<uri $<uri; $$<uri> $uri$ $<> $1 $0 x$<uri>y $<u-> $nosuch").map(
  (it) => it.replaceAll("<", "{").replaceAll(">", "}"),
);

export const CASES: readonly ValueCase[] = [
  ...each(
    location,
    words(
      `sendfile client_max_body_size client_body_buffer_size keepalive_timeout send_timeout expires gzip_comp_level
       satisfy limit_rate directio open_file_cache_valid proxy_next_upstream return userid_expires limit_req_status`,
    ),
    VALUES,
  ),
  ...each(
    main,
    words("worker_processes worker_priority worker_rlimit_core timer_resolution"),
    VALUES,
  ),
  ...each(events, words("worker_connections multi_accept"), VALUES.slice(1, 3).concat("x", "64")),
  ...each(server, ["listen"], ADDRESSES),
  ...each(streamServer, ["listen"], ADDRESSES),
  ...each(upstream, ["server"], ADDRESSES),
  ...each(streamUpstream, ["server"], ADDRESSES),
  ...each(http, ["resolver", "access_log syslog:server="], ADDRESSES),
  ...each(server, ["listen 8090"], LISTEN_PARAMETERS),
  ...each(streamServer, ["listen 8090 udp"], LISTEN_PARAMETERS),
  ...each(upstream, ["server 127.0.0.1", "keepalive", "hash $uri"], SERVER_PARAMETERS),
  ...each(http, ["limit_req_zone $uri rate=1r/s", "limit_conn_zone $uri"], ZONES),
  ...each(http, ["proxy_cache_path cache", "proxy_cache_path cache keys_zone=k:1m"], ZONES),
  ...each(zoned, ["limit_req zone=a"], ZONES),
  ...each(location, ["open_file_cache max=5"], ZONES),
  ...each(location, words("proxy_pass fastcgi_pass uwsgi_pass grpc_pass"), URLS),
  ...each(inside("location ~ a"), ["proxy_pass"], URLS),
  ...each(inside("location @a"), ["proxy_pass"], URLS),
  ...each(location, ["allow", "deny"], NETWORKS),
  ...NETWORKS.flatMap((it) => [
    one(http, `geo $g { default 0; ${it} 1; }`),
    one(http, `geo $g { ranges; ${it} 1; }`),
    one(http, `geo $g { ranges; ${it}-10.0.0.9 1; }`),
  ]),
  ...LOCATIONS.flatMap((it) =>
    ["location /a", "location = /a", "location @a", "location ~ ^/a"]
      .map((head) => one(inside(head), `location ${it} { }`))
      .concat(one(server, `location /a { } location ${it} { }`)),
  ),
  ...CONDITIONS.map((it) => one(location, `if ${it} { set $x 1; }`)),
  ...SCRIPTS.flatMap((it) => [
    one(location, `return 200 "${it}";`),
    one(location, `proxy_set_header X "${it}";`),
    one(http, `log_format f "${it}";`),
    one(http, `map $uri $m { a "${it}"; }`),
    one(location, `set "${it}" 1;`),
  ]),
];

function words(text: string): readonly string[] {
  return text.match(/"[^"]*"|\S+/g) ?? [];
}

function each(
  frame: Frame,
  names: readonly string[],
  values: readonly string[],
): readonly ValueCase[] {
  return names.flatMap((name) =>
    values.map((it) => one(frame, `${name}${name.endsWith("=") ? "" : " "}${it};`)),
  );
}

function one(frame: Frame, text: string): ValueCase {
  return { text, config: frame(text) };
}
