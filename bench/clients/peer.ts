// Loads a peer from its folder in the cache (SAMSA_PEERS): the package does not depend on them.
import { createRequire } from "node:module";
import process from "node:process";

/** A module of the peers' folder. */
export function peer<T>(name: string): T {
  return createRequire(`${process.env["SAMSA_PEERS"]}/package.json`)(name) as T;
}
