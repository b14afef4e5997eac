// The harness's own record: one JSON line for each test, appended to the file that SAMSA_TEST_LOG names; in workerd
// kept in a global list that tests/edge/run.ts fetches. Counts come from here: runtimes count steps differently.
import { runtime, setting } from "./runtime.ts";

/** One line of the record. */
export interface TestRecord {
  /** Path of the test file in the project. */
  readonly file: string;
  /** The test's sentence. */
  readonly name: string;
  /** A planned test without a later line did not run, which is a failure. */
  readonly state: "planned" | "passed" | "failed" | "left out";
  /** Time it took. */
  readonly ms?: number;
  /** What failed, with its stack. */
  readonly error?: string;
  /** Why it was left out on this runtime. */
  readonly why?: string;
}

interface Fs {
  appendFileSync(file: string, text: string): void;
}

interface Globals {
  readonly process?: { getBuiltinModule(name: string): Fs };
  readonly SAMSA_TEST_FILE?: string;
  SAMSA_RECORDS?: TestRecord[];
}

const globals = globalThis as Globals;

/** Appends a line; does nothing when nobody asked for a record. */
export function record(line: TestRecord): void {
  if (runtime === "workerd") {
    globals.SAMSA_RECORDS ??= [];
    globals.SAMSA_RECORDS.push(line);
    return;
  }
  const log = setting("SAMSA_TEST_LOG");
  if (log === undefined || log === "") return;
  globals.process?.getBuiltinModule("node:fs").appendFileSync(log, JSON.stringify(line) + "\n");
}

/** The test file that registers a test now, from the stack. */
export function callingFile(): string {
  if (globals.SAMSA_TEST_FILE !== undefined) return globals.SAMSA_TEST_FILE;
  const lines = (new Error().stack ?? "").split("\n").filter((line) => /\.ts:\d+/.test(line));
  const outside = lines.find((line) => !/tests\/harness(\.ts|\/)/.test(line)) ?? "";
  return /(tests\/[^\s()]+?\.ts):\d+/.exec(outside)?.[1] ?? "";
}
