// The sockets of Node, against the conformance suite.
import { pem } from "../certificates/certificates.ts";
import { startPeer } from "../conformance/peer.ts";
import { transportConformance } from "../conformance/transport.ts";
import { listen, platform } from "../../transports/node.ts";

transportConformance({ name: "node", runtime: "node", platform, startPeer: () => startPeer(listen), pem });
