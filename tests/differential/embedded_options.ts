// How the embedded broker is started for the comparison: with the settings of the real one (tools/kafka/settings.ts), and
// with timers that hold up nobody, as it outlives the single test. Called by differential.live.test.ts.
import type { EmbeddedKafkaOptions } from "../../embedded/mod.ts";
import type { Platform } from "../../transports/platform.ts";

const LONGEST_TIMER = 2_147_483_647;

/** Options. */
export const EMBEDDED: EmbeddedKafkaOptions = {
  listen: "tcp",
  autoCreateTopics: true,
  defaultPartitions: 3,
  replicationFactor: 1,
  racks: ["rack-1"],
  groupInitialRebalanceDelayMs: 0,
  groupMinSessionTimeoutMs: 2_000,
  groupConsumerSessionTimeoutMs: 10_000,
  groupConsumerHeartbeatIntervalMs: 1_000,
  groupConsumerAssignmentIntervalMs: 1_000,
};

/** A platform whose timers are no leak: sessions and transactions of one case run on while the next one is tested. */
export function patient(platform: Platform): Platform {
  const after = (ms: number, fn: () => void): () => void => {
    const timer = setTimeout(fn, Math.min(Math.max(0, ms), LONGEST_TIMER)) as
      & { unref?(): void }
      & ReturnType<
        typeof setTimeout
      >;
    timer.unref?.();
    return () => clearTimeout(timer);
  };
  return { ...platform, clock: { ...platform.clock, after } };
}
