/** The options of the command line that stand for settings. */
import { type Command, InvalidArgumentError, Option } from "commander";
import {
  DEFAULT_SETTINGS,
  PLATFORMS,
  type Platform,
  POLICY_IDS,
  type PolicyId,
  parseSettings,
  type Settings,
} from "#core";

export interface SettingsFlags {
  readonly platform?: Platform;
  readonly policy?: PolicyId;
  readonly nginxVersion?: string;
  readonly opensslVersion?: string;
  /** A project file, in place of those that are found; false: none. */
  readonly config?: string | boolean;
}

/** The options of all commands that judge, each with what counts without it. */
export function addSettings(command: Command): Command {
  const versions = command
    .addOption(
      new Option("--platform <platform>", told("what reads the files", "platform")).choices(
        PLATFORMS,
      ),
    )
    .option(
      "--nginx-version <version>",
      told("the nginx that will read the files", "nginxVersion"),
      versionOf("nginxVersion"),
    )
    .option(
      "--openssl-version <version>",
      told("its OpenSSL", "opensslVersion"),
      versionOf("opensslVersion"),
    )
    .addOption(
      new Option(
        "--policy <policy>",
        told("by whose word settings count as weak", "policy"),
      ).choices(POLICY_IDS),
    );
  return addProjectFile(versions);
}

/** The options of all commands that heed project files. */
export function addProjectFile(command: Command): Command {
  return command
    .option(
      "--config <file>",
      "the project file, in place of the nginx-tls.json files that are found",
    )
    .option("--no-config", "read no project file");
}

/** What was said on the command line counts more than anything in a file. */
export function fixedSettings(flags: SettingsFlags): Partial<Settings> {
  const { nginxVersion, opensslVersion, platform, policy } = flags;
  return {
    ...(nginxVersion !== undefined && { nginxVersion }),
    ...(opensslVersion !== undefined && { opensslVersion }),
    ...(platform !== undefined && { platform }),
    ...(policy !== undefined && { policy }),
  };
}

/** With what counts if nothing is said, here or in a file. */
function told(
  text: string,
  key: "platform" | "policy" | "nginxVersion" | "opensslVersion",
): string {
  return `${text}; else ${DEFAULT_SETTINGS[key]}`;
}

function versionOf(name: "nginxVersion" | "opensslVersion"): (value: string) => string {
  return (value) => {
    const { problems } = parseSettings({ [name]: value }, new Set());
    if (problems.length > 0) {
      throw new InvalidArgumentError(`Give a version such as "${DEFAULT_SETTINGS[name]}".`);
    }
    return value;
  };
}
