// The one way to write a test: `test("Reader.int32() rejects a truncated frame", fn)`, the same on every runtime.
// Deno: Deno.test with sanitizers; Node and Bun: node:test; workerd: the shim that the bundler puts in its place.
// Each test leaves a record for tools/run.mjs (see record.ts). Leaks (leaks.ts) fail the test that made them.
import { openResources, waitUntilGone } from "./harness/leaks.ts";
import { callingFile, record } from "./harness/record.ts";
import { type Runtime, runtime } from "./harness/runtime.ts";

export { type Runtime, runtime, setting } from "./harness/runtime.ts";

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
  /** Leaves the test out on the other runtimes; the reason is printed. */
  readonly runtimes?: {
    /** Where it runs. */
    readonly only: readonly Runtime[];
    /** Why it cannot run elsewhere. */
    readonly why: string;
  };
  /** Leaves the test out everywhere; this reason is printed. For long tests that run only when asked for. */
  readonly leftOut?: string;
}

/** A test: its name is a sentence, its body asserts. */
export type TestBody = (t: TestContext) => void | Promise<void>;

type Register = (name: string, options: { timeout: number }, run: () => Promise<void>) => void;

const register: Register = await registerFor(runtime);

/** Registers a test. */
export function test(name: string, fn: TestBody): void;
export function test(name: string, options: TestOptions, fn: TestBody): void;
export function test(name: string, a: TestOptions | TestBody, b?: TestBody): void {
  const body = typeof a === "function" ? a : b as TestBody;
  const options = typeof a === "function" ? {} : a;
  const file = callingFile();
  const why = reasonToLeaveOut(options);
  if (why !== undefined) return record({ file, name, state: "left out", why });
  const timeoutMs = options.timeoutMs ?? 30_000;
  record({ file, name, state: "planned" });
  register(name, { timeout: timeoutMs + 5_000 }, () => runAndRecord(body, { file, name, timeoutMs }));
}

function reasonToLeaveOut({ runtimes, leftOut }: TestOptions): string | undefined {
  if (leftOut !== undefined) return leftOut;
  return runtimes === undefined || runtimes.only.includes(runtime) ? undefined : runtimes.why;
}

interface Run {
  readonly file: string;
  readonly name: string;
  readonly timeoutMs: number;
}

async function registerFor(where: Runtime): Promise<Register> {
  if (where === "deno" && typeof Deno.test === "function") {
    return (name, _options, fn) => Deno.test({ name, fn, sanitizeOps: true, sanitizeResources: true });
  }
  return (await import("node:test")).test;
}

async function runAndRecord(body: TestBody, run: Run): Promise<void> {
  const start = performance.now();
  const { file, name } = run;
  try {
    await runBody(body, run);
  } catch (error) {
    const text = error instanceof Error ? error.stack ?? String(error) : String(error);
    record({ file, name, state: "failed", ms: performance.now() - start, error: text });
    throw error;
  }
  record({ file, name, state: "passed", ms: performance.now() - start });
}

async function runBody(body: TestBody, run: Run): Promise<void> {
  const before = openResources();
  const afters: (() => void | Promise<void>)[] = [];
  const controller = new AbortController();
  const failures: unknown[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the test did not end within ${run.timeoutMs} ms`)), run.timeoutMs);
  });
  try {
    await Promise.race([body({ after: (fn) => void afters.push(fn), signal: controller.signal }), limit]);
  } catch (error) {
    failures.push(error);
  }
  clearTimeout(timer);
  controller.abort();
  for (const fn of afters.reverse()) {
    try {
      await fn();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  const left = await waitUntilGone(before);
  if (left.length > 0) throw new Error(`the test leaked ${left.join(", ")}: close them in the test or in t.after()`);
}
