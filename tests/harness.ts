// The one way to write a test: `test("Reader.int32() rejects a truncated frame", fn)`, the same on every runtime.
// Deno: Deno.test with sanitizers; Node and Bun: node:test; workerd: the shim that the bundler puts in its place.

/** What a test is given. */
export interface TestContext {
  /** Runs after the test, last registered first, whether it passed or not. */
  after(fn: () => void | Promise<void>): void;
  /** Aborts when the test ends. */
  readonly signal: AbortSignal;
}

/** Options of a test. */
export interface TestOptions {
  /** Time limit in ms. @default 30000 */
  readonly timeoutMs?: number;
}

/** A test: its name is a sentence, its body asserts. */
export type TestBody = (t: TestContext) => void | Promise<void>;

// deno-lint-ignore no-explicit-any
const deno = (globalThis as any).Deno;
const isDeno = typeof deno?.test === "function" && typeof deno?.version?.deno === "string";
const nodeTest = isDeno ? null : (await import("node:test")).test;

/** Registers a test. */
export function test(name: string, fn: TestBody): void;
export function test(name: string, options: TestOptions, fn: TestBody): void;
export function test(name: string, a: TestOptions | TestBody, b?: TestBody): void {
  const body = typeof a === "function" ? a : b as TestBody;
  const options = typeof a === "function" ? {} : a;
  const timeout = options.timeoutMs ?? 30_000;
  const run = () => runBody(body, name, timeout);
  if (nodeTest === null) deno.test({ name, fn: run, sanitizeOps: true, sanitizeResources: true });
  else nodeTest(name, { timeout: timeout + 1000 }, run);
}

async function runBody(body: TestBody, name: string, timeoutMs: number): Promise<void> {
  const afters: (() => void | Promise<void>)[] = [];
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    await Promise.race([
      body({ after: (fn) => void afters.push(fn), signal: controller.signal }),
      new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`"${name}" did not end within ${timeoutMs} ms`)), timeoutMs);
      }),
    ]);
  } finally {
    clearTimeout(timer);
    controller.abort();
    for (const fn of afters.reverse()) await fn();
  }
}
