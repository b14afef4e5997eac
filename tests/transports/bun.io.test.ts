// The sockets of Bun, against the conformance suite: twice, as dials with and without a signal are opened differently.
import { pem } from "../certificates/certificates.ts";
import { startPeer } from "../conformance/peer.ts";
import { transportConformance } from "../conformance/transport.ts";
import { listen, platform } from "../../transports/bun.ts";

if ((globalThis as { Bun?: unknown }).Bun !== undefined) {
  for (const withSignal of [false, true]) {
    const name = withSignal ? "bun with a signal" : "bun";
    transportConformance({ name, platform, startPeer: () => startPeer(listen), pem, withSignal });
  }
}
