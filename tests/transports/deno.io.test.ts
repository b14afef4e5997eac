// The sockets of Deno, against the conformance suite.
import { pem } from "../certificates/certificates.ts";
import { startPeer } from "../conformance/peer.ts";
import { transportConformance } from "../conformance/transport.ts";
import { listen, platform } from "../../transports/deno.ts";

transportConformance({
  name: "deno",
  runtime: "deno",
  platform,
  startPeer: () => startPeer(listen),
  pem,
  handshakeLingers: true,
});
