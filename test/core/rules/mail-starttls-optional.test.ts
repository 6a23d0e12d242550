import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("mail-starttls-optional");

test("relays and TLS ports are left alone", () =>
  check(conf`
    mail {
        starttls on;
    #            ~~ information: clients may still log in without TLS: "only" demands it
        server { listen 143; }
        server { listen 25; starttls on; }
        server { listen 993 ssl; starttls on; }
        server { listen 110; starttls only; }
    }
  `));
