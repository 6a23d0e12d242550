import type { CheckOptions, CheckResult, Config, Session } from "#core";

export interface ContextOptions extends CheckOptions {
  /** The configured main file; judged in it if it includes the document. */
  readonly mainFile?: string;
}

/** Checks a document in the configured main file if that includes it, else in the one that is found. */
export async function checkInContext(
  session: Session,
  path: string,
  options: ContextOptions,
): Promise<CheckResult | undefined> {
  const { mainFile, ...found } = options;
  if (mainFile !== undefined) {
    const result = await session.check(path, { ...found, root: mainFile });
    if (result?.config.files.has(path)) return result;
  }
  return session.check(path, found);
}

/** The configurations that a document belongs to, found likewise. */
export async function configsInContext(
  session: Session,
  path: string,
  options: ContextOptions,
): Promise<readonly Config[]> {
  const { mainFile, ...found } = options;
  if (mainFile !== undefined) {
    const configs = await session.configs(path, { ...found, root: mainFile });
    if (configs[0]?.files.has(path)) return configs;
  }
  return session.configs(path, found);
}
