/**
 * The command line without its process: a command each for `check`, `format`, `test`, `probe`, `map`, `certificates`,
 * `config`, `explain`, `rules` and `server`.
 */
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { RULES } from "#core";
import { type CheckFlags, runCheck } from "./check-command.ts";
import { addConfig } from "./config.ts";
import { explainRule, listRules } from "./explain.ts";
import { type FormatFlags, runFormat } from "./format.ts";
import { CannotRun, type Engine, EXIT_HELP, type Io } from "./io.ts";
import { addJudging } from "./judging.ts";
import { addMap } from "./map.ts";
import { addNginx } from "./nginx.ts";
import manifest from "./npm/package.json" with { type: "json" };
import { addProjectFile } from "./settings-flags.ts";

/** The exit code: 0 all is well, 1 the answer is no, 2 could not run, with the reason on stderr. Never rejects. */
export async function run(argv: readonly string[], io: Io, engine: Engine): Promise<number> {
  try {
    return await runCommand(argv, io, engine);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const known = error instanceof CannotRun;
    const text = known ? error.message : error instanceof Error ? error.stack : String(error);
    io.stderr.write(`nginx-tls: ${text}\n`);
    return 2;
  }
}

async function runCommand(argv: readonly string[], io: Io, engine: Engine): Promise<number> {
  let code = 0;
  const program = new Command("nginx-tls")
    .description("Finds mistakes in the TLS of an NGINX configuration, and fixes them.")
    .version(manifest.version)
    .addHelpText("after", HELP)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, write) => write(reworded(text)),
    });
  addCheck(program, async (paths, flags) => {
    code = await runCheck(paths, flags, io, engine);
  });
  addFormat(program, async (paths, flags) => {
    code = await runFormat(paths, flags, io, engine);
  });
  addNginx(program, io, engine, (it) => {
    code = it;
  });
  addMap(program, io, engine);
  addConfig(program, io, engine);
  program
    .command("explain")
    .description("print what a rule reports, why, and how it is fixed")
    .argument("<rule>", "rule id, as printed with each finding")
    .addHelpText("after", EXIT_HELP)
    .action((id: string) => {
      io.stdout.write(explainRule(RULES, id));
    });
  program
    .command("rules")
    .description("list the rules")
    .addHelpText("after", EXIT_HELP)
    .action(() => {
      io.stdout.write(listRules(RULES));
    });
  program
    .command("server")
    .description("run the language server, for any editor")
    .requiredOption("--stdio", "talk over standard input and output")
    .addHelpText("after", EXIT_HELP)
    .action(() => engine.serve());
  await program.parseAsync([...argv], { from: "user" });
  return code;
}

/** As all other messages begin, and with what to do. */
function reworded(error: string): string {
  const text = error.trimEnd().replace(/^error: /, "");
  const path = /^unknown command '(.*[./].*)'/.exec(text)?.[1];
  const advice =
    path === undefined
      ? '"nginx-tls --help" and "nginx-tls help COMMAND" tell what there is'
      : `to check a file or folder: nginx-tls check ${path}`;
  return `nginx-tls: ${text}\n${advice}\n`;
}

type CheckAction = (paths: string[], flags: CheckFlags) => Promise<void>;

function addCheck(program: Command, action: CheckAction): void {
  const choice = (flags: string, text: string, choices: readonly string[], fallback: string) =>
    new Option(flags, text).choices([...choices]).default(fallback);
  const check = program
    .command("check")
    .description("report what is wrong in configurations, and fix it")
    .argument("<path...>", 'files and folders; "-" is standard input')
    .addOption(choice("--format <format>", "how findings are printed", FORMATS, "pretty"));
  addJudging(check)
    .option("--no-suppression", "report also what comments in the files silence")
    .addOption(
      choice(
        "--fail-on <severity>",
        "the mildest severity that makes the exit code 1",
        FAIL_ON,
        "warning",
      ),
    )
    .option("--fix", "write the fixes that keep the meaning, or mend what nginx refuses")
    .option(
      "--fix-unsafe",
      'write also those that may change it; "nginx-tls explain RULE" says how',
    )
    .addHelpText("after", CHECK_HELP)
    .action(action);
}

function addFormat(
  program: Command,
  action: (paths: string[], flags: FormatFlags) => Promise<void>,
): void {
  const format = program
    .command("format")
    .description("indent and space, and change nothing else")
    .argument("<path...>", 'files and folders; "-" is standard input, printed formatted')
    .option("--check", "write nothing; fail if a file is not formatted")
    .option("--indent <columns>", 'blanks of one level, or "tab"', indent, 4)
    .addOption(
      new Option("--align <columns>", "columns of values; default: of the project file").choices(
        ALIGN,
      ),
    );
  addProjectFile(format).addHelpText("after", FORMAT_HELP).action(action);
}

function indent(text: string): FormatFlags["indent"] {
  if (text === "tab") return "tab";
  if (!/^[1-8]$/.test(text)) throw new InvalidArgumentError('Give a number up to 8, or "tab".');
  return Number(text);
}

const FORMATS = ["pretty", "json", "sarif", "github"];
const ALIGN = ["keep", "always", "never"];
const FAIL_ON = ["error", "warning", "information", "hint", "never"];
const HELP = `
Exit code: 0 all is well, 1 the answer is no (findings, refused, not formatted), 2 could not run.
"nginx-tls help COMMAND" tells the options of a command.`;
const CHECK_HELP = `
Examples:
  nginx-tls check /etc/nginx
  nginx-tls check --root nginx.conf sites-available/example.conf
  nginx-tls check --path-map /etc/nginx=conf --fail-on error conf
  nginx-tls check --context http/server --fix - < server.conf

Exit code: 0 nothing at or above --fail-on, 1 findings, 2 could not run.`;
const FORMAT_HELP = `
Exit code: 0 all is formatted, 1 with --check some file is not, 2 a syntax error or could not run.`;
