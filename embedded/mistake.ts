// What a user of EmbeddedKafka is told who asks for what cannot be. Called by embedded_kafka.ts and the files of its
// handles.
import { ConfigError } from "../errors/config_error.ts";
import type { Failure } from "./failure.ts";

/** An error about what a test asked of the cluster. */
export function mistake(problem: string): ConfigError {
  return new ConfigError(problem, { code: "INVALID_CONFIG", problems: [problem] });
}

/** The result, unless it is a failure: that is thrown. */
export function orThrow<T extends object>(result: T | Failure): T {
  if ("errorCode" in result) throw mistake(`${result.errorMessage} (error ${result.errorCode})`);
  return result;
}
