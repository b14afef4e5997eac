/**
 * Virtual time and reproducible chance, to run clients and embedded brokers without waiting.
 * @module
 */
// Entry point of the simulated world: public names only.
export { VirtualClock } from "./clock.ts";
export type { VirtualClockOptions } from "./clock.ts";
export { SeededRandom } from "./random.ts";
export type { Clock, Random } from "../transports/platform.ts";
