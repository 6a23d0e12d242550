/** Turns a mocha run into one line that the runner finds in the console. */
interface Result {
  readonly title: string;
  readonly error?: string;
  /** What went wrong the first time, in a test that passed the second time. */
  readonly retried?: string;
}

/** A second try for each test, as VS Code itself is slow at times. The report tells which needed it. */
export const RETRIES = 1;

export interface Report {
  readonly passes: number;
  readonly failures: number;
  readonly results: readonly Result[];
}

export function collect(runner: Mocha.Runner): Promise<Report> {
  const results: Result[] = [];
  const firstErrors = new Map<string, string>();
  runner.on("retry", (test: Mocha.Test, error: Error) => {
    firstErrors.set(test.fullTitle(), error.stack ?? String(error));
  });
  runner.on("pass", (test) => {
    const title = test.fullTitle();
    const retried = firstErrors.get(title);
    results.push({ title, ...(retried !== undefined && { retried }) });
  });
  runner.on("pending", (test) => results.push({ title: test.fullTitle(), error: "not run" }));
  runner.on("fail", (test, error: Error) => {
    results.push({ title: test.fullTitle(), error: error.stack ?? String(error) });
  });
  return new Promise((resolve) => {
    runner.on("end", () => {
      const failures = results.filter((it) => it.error !== undefined).length;
      resolve({ passes: results.length - failures, failures, results });
    });
  });
}

/** Throws on failure, which is how VS Code learns of it. */
export function finish(report: Report): void {
  // biome-ignore lint/suspicious/noConsole: the console is the only way out of a web extension host
  console.log(`@@TEST-REPORT@@${JSON.stringify(report)}`);
  if (report.results.length === 0) throw new Error("no test ran");
  if (report.failures > 0) throw new Error(`${report.failures} tests failed`);
}
