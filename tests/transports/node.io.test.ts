// The sockets of Node, against the conformance suite.
import { pem } from "../certificates/certificates.ts";
import { startPeer } from "../conformance/peer.ts";
import { transportConformance } from "../conformance/transport.ts";
import { dial, listen, platform } from "../../transports/node.ts";

const { Deno, Bun } = globalThis as { Deno?: unknown; Bun?: unknown };
// Elsewhere it is their copy of node:net that would be tested; their own tests cover the part that is used.
if (Deno === undefined && Bun === undefined) {
  transportConformance({ name: "node", platform: { ...platform, dial, listen }, startPeer: () => startPeer(listen), pem });
}
