/** The message with which an action fails, empty if it does not: for tests that read numbers out of it. */
export function messageOf(act: () => unknown): string {
  try {
    act();
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
