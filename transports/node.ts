// The platform of Node: sockets of node:net and node:tls. Chosen by the "node" condition of "#platform", or passed in
// as an option. Must not know Kafka.
import type { Platform } from "./platform.ts";
import type { Dial, Listen } from "./transport.ts";
import { nativeCodecs } from "./native_codecs.ts";
import { dialNode, listenNode, resolveNode } from "./node_sockets.ts";
import { secureRandom } from "./secure_random.ts";
import { systemClock } from "./system_clock.ts";

export type * from "./platform.ts";
export type * from "./transport.ts";

/** Opens a TCP or TLS connection by node:net or node:tls. */
export const dial: Dial = dialNode;

/** Opens a listening socket. */
export const listen: Listen = listenNode;

/** What Node gives to a client or an embedded broker. */
export const platform: Platform = {
  name: "node",
  dial,
  listen,
  resolve: resolveNode,
  clock: systemClock,
  random: secureRandom,
  codecs: nativeCodecs,
  wasmCrc: true,
};

/** The platform of this runtime. */
export function loadPlatform(): Promise<Platform> {
  return Promise.resolve(platform);
}
