// The sockets of workerd, against the conformance suite. The peer is another process: the edge runner starts it, puts
// its ports into SAMSA_PEER, and lets workerd trust tests/certificates/ca.pem.
import type { Peer, PeerKind } from "../conformance/peer_kinds.ts";
import { transportConformance } from "../conformance/transport.ts";
import { platform } from "../../transports/workerd.ts";

function findPeer(): Peer {
  const { SAMSA_PEER } = globalThis as { SAMSA_PEER?: Readonly<Record<PeerKind, number>> };
  return {
    port: (kind) =>
      SAMSA_PEER === undefined ? Promise.reject(new Error("SAMSA_PEER is not set")) : Promise.resolve(SAMSA_PEER[kind]),
    close: () => Promise.resolve(),
  };
}

transportConformance({
  name: "workerd",
  runtime: "workerd",
  platform,
  startPeer: findPeer,
  fixedTrust: true,
  cutIsError: true,
  vagueErrors: true,
});
