/** What nginx does where nothing is set is fine; what it would not do by itself may still be weak. */
import { defaultProtocols } from "../protocols.ts";
import type { Policy } from "./policy.ts";

export const NGINX_DEFAULT: Policy = {
  id: "nginx-default",
  label: "nginx-default",
  source: {
    title: "Defaults of nginx",
    edition: "the version set by nginxVersion",
    date: "with each release",
    url: "https://nginx.org/en/CHANGES",
  },
  protocols: defaultProtocols,
  tls13Suffices: true,
  suites: { forwardSecrecy: false, aead: false },
  ciphers: (directive) => ({
    text: directive === "ssl_ciphers" ? "HIGH:!aNULL:!MD5" : "DEFAULT",
    title: "Use nginx's default cipher list",
  }),
  clientOrder: false,
  resumption: false,
};
