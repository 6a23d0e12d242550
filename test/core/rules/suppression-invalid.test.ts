import { test } from "vitest";
import { conf, tester } from "../../harness/rule.ts";

const { check, checkFix } = tester("suppression-invalid");

test("what is no rule, no family and no command is told", async () => {
  await check(conf`
    # nginx-tls-disable-file hst-*, weak-* -- because
    #                        ~~~~~ warning: there is no rule "hst-*"
    # nginx-tls-disable-nextline weak-protocol
    #~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: "nginx-tls-disable-nextline" is none of disable-next-line, disable-line, disable-file, disable, enable
    http {
        # nginx-tls-disable
    #   ~~~~~~~~~~~~~~~~~~~ warning: "nginx-tls-disable" names no rule
        # nginx-tls-enable wek-protocol
    #                      ~~~~~~~~~~~~ warning: there is no rule "wek-protocol"; did you mean "weak-protocol"?
        # nginx-tls-enable
        # nginx-tls-disable-next-line -- weak-protocol
    #   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ warning: "nginx-tls-disable-next-line" names no rule
    }
  `);
});

test("other comments are left alone", async () => {
  await check(conf`
    # nginx-tls: version=1.28.0
    # see nginx-tls-disable-next-line
    # nginx-tls is fine
    http {
    }
  `);
});

test("the fix corrects the name and keeps the rest", async () => {
  await checkFix(
    "# nginx-tls-disable-file weak-protocol, hsts-$0mising -- x\nhttp {}\n",
    "# nginx-tls-disable-file weak-protocol, hsts-missing -- x\nhttp {}\n",
  );
});

test("a reason without its mark is told once", async () => {
  await check(conf`
    http {
        # nginx-tls-disable-next-line weak-protocol because of kiosks
    #                                               ~~~~~~~~~~~~~~~~~ warning: there is no rule "because"; a reason belongs after "--"
        # nginx-tls-disable-next-line weak-protocol, hsts-* - old machines
    #                                                       ~~~~~~~~~~~~~~ warning: there is no rule "-"; a reason belongs after "--"
        # nginx-tls-disable-next-line weak-protocol, nonsense, hsts-* --for now
    #                                                ~~~~~~~~ warning: there is no rule "nonsense"
    #                                                                 ~~~~~~~~~ warning: there is no rule "--for"; a reason belongs after "--"
        # nginx-tls-disable-next-line weak-protocol, nonsense
    #                                                ~~~~~~~~ warning: there is no rule "nonsense"
    }
  `);
});

test.each([
  ["$0because of kiosks", "-- because of kiosks"],
  ["$0- kiosks", "-- kiosks"],
  ["$0--kiosks", "-- kiosks"],
  ["$0\u2014 kiosks", "-- kiosks"],
])("the fix puts the mark before %s", async (before, after) => {
  const comment = "http {}\n# nginx-tls-disable-line weak-protocol";
  await checkFix(`${comment} ${before}\n`, `${comment} ${after}\n`);
});
