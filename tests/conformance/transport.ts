// The conformance suite of transports: one list of promises that every runtime's sockets must keep, each a trap that
// one of them has. Called by tests/transports/<runtime>.io.test.ts with the platform, and what the runtime cannot do.
import { runtime, test } from "../harness.ts";
import type { TransportConformance } from "./transport_checks.ts";
import { dialingTests } from "./transport_dialing.ts";
import { listeningTests } from "./transport_listening.ts";
import { streamTests } from "./transport_streams.ts";

/** Registers the tests. */
export function transportConformance(options: TransportConformance): void {
  if (runtime !== options.runtime) {
    const why = `${options.runtime} alone has these sockets`;
    const name = `${options.name} sockets keep the promises of a ByteStream`;
    test(name, { runtimes: { only: [options.runtime], why } }, () => {});
    return;
  }
  for (const variant of ["tcp", "tls"] as const) streamTests({ ...options, variant });
  dialingTests(options);
  listeningTests(options);
}
