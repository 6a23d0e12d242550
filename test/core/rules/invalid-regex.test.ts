import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check } = tester("invalid-regex");

test("everywhere that nginx compiles expressions", async () => {
  await check(conf`
    http {
        map $uri $new {
            ~^/(a 1;
    #       ~~~~~ error: pcre2_compile() failed: missing closing parenthesis in "^/(a"
            ~*b) 1;
    #       ~~~~ error: pcre2_compile() failed: unmatched closing parenthesis in "b)" at ")"
            (plain 1;
        }
        server {
            server_name ~^(www\.example\.com$;
    #                   ~~~~~~~~~~~~~~~~~~~~~ error: pcre2_compile() failed: missing closing parenthesis in "^(www\.example\.com$"
            location ~ *.php { }
    #                  ~~~~~ error: pcre2_compile() failed: quantifier does not follow a repeatable item in "*.php" at "*.php"
            location ~* \.(png|jpg { }
    #                   ~~~~~~~~~~ error: pcre2_compile() failed: missing closing parenthesis in "\.(png|jpg"
            rewrite ^/[a-z /b;
    #               ~~~~~~ error: pcre2_compile() failed: missing terminating ] for character class in "^/[a-z"
            if ($uri ~ (a) { }
    #                  ~~~ error: pcre2_compile() failed: missing closing parenthesis in "(a"
        }
    }
  `);
});

test("what PCRE accepts", async () => {
  await check(conf`
    http {
        server {
            server_name ~^(?<name>.+)\.example\.com$;
            location ~ \.php$ { }
            location ~ "^/a{2,3}[^]]+[[:alpha:]]\(" { }
            location ~ (?i)a++b*?(?:c|d)+(?=e)(?<!f) { }
            location ~ \Q(\E { }
            location /( { }
            rewrite ^/(.*)$ /$1;
        }
    }
  `);
});

test("placeholders of templates are not judged", async () => {
  await check("server {\n    location ~ ^/(@PATTERN@ { }\n}\n");
});
