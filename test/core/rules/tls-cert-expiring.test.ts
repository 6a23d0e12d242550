import { test } from "vitest";
import { sketches } from "../../../core/rules/shared/example-files.ts";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("tls-cert-expiring");

const FILES = {
  "d30.crt": sketches({ name: "d30", from: "2025-11-01", until: "2026-02-14" }),
  "d31.crt": sketches({ name: "d31", from: "2025-11-01", until: "2026-02-15" }),
  "d14.crt": sketches({ name: "d14", from: "2025-11-01", until: "2026-01-29" }),
  "gone.crt": sketches({ name: "gone", from: "2025-11-01", until: "2026-01-14" }),
  // Six days: a third is two of them.
  "half.crt": sketches({ name: "half", from: "2026-01-12", until: "2026-01-18" }),
  "third.crt": sketches({ name: "third", from: "2026-01-11", until: "2026-01-17" }),
  "sixth.crt": sketches({ name: "sixth", from: "2026-01-10", until: "2026-01-16" }),
};

const server = (name: string) =>
  `server { listen 1 ssl; ssl_certificate ${name}.crt; ssl_certificate_key a.key; }`;

test("information in the last 30 days, a warning in the last 14", async () => {
  await check(
    conf`
      http {
          ${server("d30")}
      #                                          ~~~~~~~ information: the certificate of "d30" runs out on 2026-02-14, in 30 days
          ${server("d31")}
          ${server("d14")}
      #                                          ~~~~~~~ warning: the certificate of "d14" runs out on 2026-01-29, in 14 days
          ${server("gone")}
      }
    `,
    { files: FILES },
  );
});

test("of short lives the last third counts", async () => {
  await check(
    conf`
      http {
          ${server("half")}
          ${server("third")}
      #                                          ~~~~~~~~~ information: the certificate of "third" runs out on 2026-01-17, in 2 days
          ${server("sixth")}
      #                                          ~~~~~~~~~ warning: the certificate of "sixth" runs out on 2026-01-16, in 1 day
      }
    `,
    { files: FILES },
  );
});

test("the setting says from when on; 0 is never", async () => {
  await check(
    conf`
      http {
          ${server("d30")}
          ${server("d14")}
      }
    `,
    { files: FILES, expiryWarningDays: 10 },
  );
  await check(
    conf`
      http {
          ${server("d31")}
      #                                          ~~~~~~~ information: the certificate of "d31" runs out on 2026-02-15, in 31 days
      }
    `,
    { files: FILES, expiryWarningDays: 60 },
  );
  await check(`http { ${server("d14")} ${server("sixth")} }\n`, {
    files: FILES,
    expiryWarningDays: 0,
  });
});
