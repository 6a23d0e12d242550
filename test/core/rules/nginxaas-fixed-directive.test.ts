import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("nginxaas-fixed-directive");

test("AWS and Google Cloud fix one more", async () => {
  const text = conf`
    user www;
    #~~~ information: "user" has no effect: NGINXaaS for AWS sets it itself
    worker_rlimit_nofile 1024;
    #~~~~~~~~~~~~~~~~~~~ information: "worker_rlimit_nofile" has no effect: NGINXaaS for AWS sets it itself
    events {
        worker_connections 1024;
    #   ~~~~~~~~~~~~~~~~~~ information: "worker_connections" has no effect: NGINXaaS for AWS sets it itself
    }
    http {
    }
  `;
  await check(text, { platform: "nginxaas-aws" });
  await check("worker_rlimit_nofile 1024;\nhttp {\n}\n", { platform: "nginxaas-azure" });
  await check("user www;\nhttp {\n}\n");
});
