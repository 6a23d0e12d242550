import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("nginxaas-listen-port");

test("the Basic plan on Azure allows five ports", () =>
  check(
    conf`
      http {
          server { listen 1; listen 2; listen 3; listen [::]:3; }
          server { listen 4; listen 5; listen 6; listen 7; }
      #                                       ~ information: the Basic plan allows 5 ports, here are 8
          server { listen 19; }
      #                   ~~ error: NGINXaaS for Azure keeps port 19 for itself
      }
    `,
    { platform: "nginxaas-azure" },
  ));

test("AWS and Google Cloud keep other ports", async () => {
  const text = conf`
    stream {
        server { listen 49152; proxy_pass 192.0.2.1:1; }
    #                   ~~~~~ error: NGINXaaS for Google Cloud keeps port 49152 for itself
        server { listen 19; proxy_pass 192.0.2.1:1; }
    }
  `;
  await check(text, { platform: "nginxaas-google" });
});

test("AWS allows fifty", async () => {
  const listens = Array.from({ length: 50 }, (_, at) => `listen ${1000 + at};`).join(" ");
  await check(`http { server { ${listens} } }\n`, { platform: "nginxaas-aws" });
  await check(
    conf`
      http {
          server { ${listens} }
          server { listen 2000; }
      #                   ~~~~ error: NGINXaaS for AWS allows 50 ports, here are 51
      }
    `,
    { platform: "nginxaas-aws" },
  );
});

test("a port of a range counts", () =>
  check(
    conf`
      http {
          server { listen 50000-50002; }
      #                   ~~~~~~~~~~~ error: NGINXaaS for Azure keeps port 50000 for itself
      }
    `,
    { platform: "nginxaas-azure" },
  ));
