/** `nginx-tls test` and `nginx-tls probe`, with the nginx that is installed and a true upstream. */
import { afterEach, expect, inject, test } from "vitest";
import { folderWith, runCli } from "../cli/run-cli.ts";
import { freePort, type Running, startOpensslServer } from "./live.ts";

const running: Running[] = [];

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

test("test: nginx's verdict on a configuration, by file and line", async () => {
  const folder = folderWith({
    "nginx.conf": "events { }\nhttp { include conf.d/*.conf; }\n",
    "conf.d/a.conf": "server {\n    listen 127.0.0.1:18998;\n    proxy_ssl_verfiy on;\n}\n",
    "good.conf": "events { }\nhttp { server { listen 127.0.0.1:18998; } }\n",
  });
  expect(await runCli(folder, ["test", "nginx.conf"])).toEqual({
    code: 1,
    stdout:
      'conf.d/a.conf:3: error: unknown directive "proxy_ssl_verfiy"\nnginx refuses the configuration\n',
    stderr: "",
  });
  expect(await runCli(folder, ["test", "good.conf"])).toMatchObject({
    code: 0,
    stdout: "nginx accepts the configuration\n",
  });
  const { code, stderr } = await runCli(folder, ["test", "good.conf", "--nginx", "no-such-nginx"]);
  expect(code).toBe(2);
  expect(stderr).toContain("nginx could not be run");
});

test("probe: one connection, told first and explained afterwards", async () => {
  const port = await freePort();
  running.push(await startOpensslServer(port, "impostor"));
  const text = `events { }
http {
    upstream backend.example.com { server 127.0.0.1:${port}; }
    server {
        location / {
            proxy_pass https://backend.example.com;
            proxy_ssl_verify on;
            proxy_ssl_trusted_certificate ${inject("certificates")}/root.crt;
        }
    }
}
`;
  const folder = folderWith({ "nginx.conf": text });
  const told = await runCli(folder, ["probe", "nginx.conf:6", "--dry-run"]);
  expect(told.code).toBe(0);
  expect(told.stdout).toContain(`One TLS connection to 127.0.0.1:${port}; no request is sent`);
  expect(told.stdout).not.toContain("502");
  const made = await runCli(folder, ["probe", "nginx.conf:7"]);
  expect(made.code).toBe(1);
  expect(made.stdout).toContain(
    "nginx would answer 502: upstream SSL certificate verify error: (21:",
  );
  expect(await runCli(folder, ["probe", "nginx.conf:2"])).toMatchObject({ code: 2 });
});
