// Stands in for node:test inside workerd, which has no test runner: keeps the tests, and runs them when asked.
// The bundler puts it in place of "node:test"; run.ts calls `run` through the worker's fetch handler.

interface Case {
  readonly name: string;
  readonly body: () => Promise<void>;
}

interface RejectionEvent {
  readonly reason: unknown;
  preventDefault(): void;
}

const cases: Case[] = [];

/** Keeps a test. */
export function test(name: string, _options: { readonly timeout: number }, body: () => Promise<void>): void {
  cases.push({ name, body });
}

/** Runs every test in order; gives what failed outside a test body: unhandled rejections. */
export async function run(): Promise<string[]> {
  const stray: string[] = [];
  const onRejection = (event: unknown) => {
    const { reason } = event as RejectionEvent;
    stray.push(`unhandled rejection: ${reason instanceof Error ? reason.stack : String(reason)}`);
  };
  const target = globalThis as unknown as {
    addEventListener(type: string, fn: (event: unknown) => void): void;
    removeEventListener(type: string, fn: (event: unknown) => void): void;
  };
  target.addEventListener("unhandledrejection", onRejection);
  for (const { name, body } of cases) {
    const known = stray.length;
    try {
      await body();
    } catch {
      // the harness has recorded it
    }
    await new Promise((resolve) => setTimeout(resolve, 0));
    for (let i = known; i < stray.length; i++) stray[i] = `during "${name}": ${stray[i]}`;
  }
  target.removeEventListener("unhandledrejection", onRejection);
  return stray;
}
