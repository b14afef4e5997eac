// The sockets of Bun, against the conformance suite: twice, as dials with and without a signal are opened differently.
import { pem } from "../certificates/certificates.ts";
import { startPeer } from "../conformance/peer.ts";
import { transportConformance } from "../conformance/transport.ts";
import { listen, platform } from "../../transports/bun.ts";

const suite = { runtime: "bun", platform, startPeer: () => startPeer(listen), pem } as const;
transportConformance({ ...suite, name: "bun" });
transportConformance({ ...suite, name: "bun with a signal", withSignal: true });
