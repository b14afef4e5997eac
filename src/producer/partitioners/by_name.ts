// From the producer's option to the choosers: checks it, and makes one chooser for each topic. Called by
// option_checks.ts and producer.ts.
import type { OptionCheck } from "../../../base/option_check.ts";
import type { Clock, Random } from "../../../transports/platform.ts";
import type { PartitionerChoice, PartitionerName, TopicPartitioner, UniformPartitioning } from "../partitioner.ts";
import { AnyPartition } from "./any.ts";
import { ByKey } from "./by_key.ts";
import { crc32OfKey } from "./consistent.ts";
import { fnv1aAbsolute, fnv1aPositive } from "./fnv1a.ts";
import { LeastBackup } from "./least_backup.ts";
import { Manual } from "./manual.ts";
import { murmur2Positive } from "./murmur2.ts";
import { OwnPartitioner } from "./own.ts";
import { RoundRobin } from "./round_robin.ts";
import { Sticky } from "./sticky.ts";
import { Uniform, type UniformInit } from "./uniform.ts";

/** Bytes that go to one partition in a row. Java takes batch.size, 16 KiB; larger runs make fewer, fuller batches. */
const TURN_BYTES = 128 * 1024;
const AVAILABILITY_TIMEOUT_MS = 5000;
const UNIFORM_NAMES: readonly string[] = ["name", "bytes", "adaptive", "availabilityTimeoutMs", "rackAware"];

/** Where choosers get time and chance. */
export interface PartitionerSource {
  /** Time. */
  readonly clock: Clock;
  /** Chance. */
  readonly random: Random;
}

type Make = (random: Random, uniform: () => TopicPartitioner) => TopicPartitioner;

const MAKERS: Readonly<Record<PartitionerName, Make>> = {
  "default": (_, uniform) => new ByKey(murmur2Positive, uniform()),
  "uniform": (_, uniform) => uniform(),
  "sticky": (random) => new ByKey(murmur2Positive, new Sticky(random)),
  "uniform sticky": (random) => new Sticky(random),
  "round robin": () => new RoundRobin(),
  "random": (random) => new AnyPartition(random),
  "least backup": (random) => new LeastBackup(random),
  "manual": () => new Manual(),
  "murmur2": () => new ByKey(murmur2Positive, null),
  "murmur2_random": (_, uniform) => new ByKey(murmur2Positive, uniform()),
  "consistent": () => new ByKey(crc32OfKey, null),
  "consistent_random": (_, uniform) => new ByKey(crc32OfKey, uniform(), true),
  "fnv1a": () => new ByKey(fnv1aAbsolute, null),
  "fnv1a_random": (_, uniform) => new ByKey(fnv1aAbsolute, uniform()),
  "sarama": (random) => new ByKey(fnv1aAbsolute, new AnyPartition(random)),
  "sarama reference": (random) => new ByKey(fnv1aPositive, new AnyPartition(random)),
};

/** All names, in order. */
export const PARTITIONER_NAMES: readonly PartitionerName[] = Object.keys(MAKERS) as PartitionerName[];

/** A chooser for one topic. */
export function makePartitioner(choice: PartitionerChoice, { clock, random }: PartitionerSource): TopicPartitioner {
  if (typeof choice === "function") return new OwnPartitioner(choice);
  const asked: Partial<UniformPartitioning> = typeof choice === "string" ? {} : choice;
  const init: UniformInit = {
    clock,
    random,
    bytes: asked.bytes ?? TURN_BYTES,
    adaptive: asked.adaptive ?? true,
    availabilityTimeoutMs: asked.availabilityTimeoutMs ?? AVAILABILITY_TIMEOUT_MS,
    rackAware: asked.rackAware ?? false,
  };
  return MAKERS[typeof choice === "string" ? choice : choice.name](random, () => new Uniform(init));
}

/** Checks the option; notes what is wrong with it. */
export function checkPartitioner(check: OptionCheck, value: PartitionerChoice | undefined): PartitionerChoice {
  if (value === undefined) return "default";
  if (typeof value === "function" || (typeof value === "string" && PARTITIONER_NAMES.includes(value))) return value;
  if (typeof value === "object" && value !== null) return checkUniform(check, value);
  const names = PARTITIONER_NAMES.map((name) => JSON.stringify(name)).join(", ");
  const is = typeof value === "string" ? JSON.stringify((value as string).slice(0, 60)) : String(value);
  check.problem(`partitioner must be a function, one of ${names}, or an object with options: it is ${is}`);
  return "default";
}

function checkUniform(check: OptionCheck, value: UniformPartitioning): UniformPartitioning {
  for (const key of Object.keys(value)) {
    if (UNIFORM_NAMES.includes(key)) continue;
    check.problem(`partitioner.${key} is no option: there are ${UNIFORM_NAMES.join(", ")}`);
  }
  if (value.name !== "default" && value.name !== "uniform") {
    check.problem('partitioner.name must be "default" or "uniform" when options are given with it');
  }
  return {
    name: value.name,
    bytes: check.integer("partitioner.bytes", value.bytes, {
      min: 1,
      max: 0x7fffffff,
      unit: "bytes",
      fallback: TURN_BYTES,
    }),
    adaptive: check.boolean("partitioner.adaptive", value.adaptive, true),
    availabilityTimeoutMs: check.integer("partitioner.availabilityTimeoutMs", value.availabilityTimeoutMs, {
      min: 1,
      infinity: true,
      unit: "ms",
      fallback: AVAILABILITY_TIMEOUT_MS,
    }),
    rackAware: check.boolean("partitioner.rackAware", value.rackAware, false),
  };
}
