import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("ssl-buffer-size");

test("in all units", () =>
  check(conf`
    http {
        ssl_buffer_size 16k;
        server { listen 443 ssl; ssl_buffer_size 0; }
    #                                            ~ warning: no response is ever sent: the buffer holds nothing
        server { listen 444 ssl; ssl_buffer_size 16385; }
    #                                            ~~~~~ warning: a TLS record holds 16k at most
        server { listen 445 ssl; ssl_buffer_size 1399; }
    #                                            ~~~~ hint: each record fills less than a packet
        server { listen 446 ssl; ssl_buffer_size 1400; }
        server { listen 447 ssl; ssl_buffer_size 1m; }
    #                                            ~~ warning: a TLS record holds 16k at most
        server { listen 448 ssl; ssl_buffer_size 4kb; }
    }
  `));
