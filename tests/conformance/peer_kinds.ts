// What a transport conformance test can ask of its peer. Must not know how the peer runs: in process, or elsewhere.

/** All kinds of servers. */
export const PEER_KINDS = [
  "plain",
  "tls",
  "rawPlain",
  "rawTls",
  "mutualTls",
  "wrongName",
  "expired",
  "silent",
  "closing",
  "http",
  "blackHole",
] as const;

/** Kinds of servers. `plain` and `tls` are opened by the `listen` under test, the others by node:net and node:tls. */
export type PeerKind = (typeof PEER_KINDS)[number];

/** Where a test finds its peer. */
export interface Peer {
  /** Port of a server of this kind on 127.0.0.1. */
  port(kind: PeerKind): Promise<number>;
  /** Ends every server and every connection of it. */
  close(): Promise<void>;
}
