/**
 * A simulated world for Kafka clients: virtual time, a virtual network, embedded brokers, faults by seed, and a checker
 * of what Kafka promises.
 * @module
 */
// Entry point of the simulated world: public names only.
export { VirtualClock } from "./clock.ts";
export type { VirtualClockOptions } from "./clock.ts";
export { SeededRandom } from "./random.ts";
export { simulate } from "./simulate.ts";
export type { Outcome, Scenario } from "./simulate.ts";
export type { SimulationOptions } from "./options.ts";
export type { World } from "./world.ts";
export type { BrokenPromise } from "./checker/history.ts";
export { SimulatedNetwork } from "./network.ts";
export type { Between, End } from "./network.ts";
export { chaos } from "./faults/chaos.ts";
export type { ChaosOptions, FaultPlan } from "./faults/chaos.ts";
export { runWorkload, WORKLOAD_NAMES } from "./workloads/workloads.ts";
export type { WorkloadRun } from "./workloads/workloads.ts";
export type { Load } from "./workloads/workload.ts";
export { shrinkWorkload } from "./shrink.ts";
export type { ShrinkOptions, Shrunk } from "./shrink.ts";
export type { Clock, Random } from "../transports/platform.ts";
