export async function runUi() {
  return { passed: 0, failed: 0 };
}
