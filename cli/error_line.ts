// An error as one line that says what to do; never a stack.

/** The message of an error on one line, with the first cause that adds something. */
export function errorLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : "";
  const whole = cause === "" || text.includes(cause) ? text : `${text} (${cause})`;
  return whole.replaceAll(/\s*\n\s*/g, " ");
}
