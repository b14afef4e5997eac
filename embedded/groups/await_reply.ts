// An answer that comes later than its request. Called by the handlers whose requests wait in a group.
import type { Init } from "../../protocol/wire/api.ts";
import type { Answer } from "../handler.ts";

/** Starts something that replies once; the answer is dropped when the connection is gone first. */
export function awaitReply<Response>(
  signal: AbortSignal,
  start: (reply: (response: Init<Response>) => void) => void,
): Promise<Answer<Response>> {
  return new Promise((resolve) => {
    const done = (answer: Answer<Response>) => {
      signal.removeEventListener("abort", gone);
      resolve(answer);
    };
    const gone = () => done(null);
    signal.addEventListener("abort", gone);
    start(done);
    if (signal.aborted) gone();
  });
}
