// The real clusters of the live tests: started by the first test that asks, ended by each file's last test. The
// newest one-node cluster is the shared one of `npm test` where there is one. Not for workerd.
import { attachKafka, type KafkaCluster, type KafkaOptions, startKafka } from "../../tools/kafka/cluster.ts";
import { setting } from "../harness.ts";

/** Time limit of a test that may have to fetch jars and start brokers. */
export const START_LIMIT_MS = 300_000;

/** Whether the long live tests run too (`npm run test:live -- all`). */
export const allLiveTests: boolean = setting("SAMSA_LIVE") === "all";

/** A cluster that starts at the first use. */
export interface LiveKafka {
  /** The running cluster. */
  cluster(): Promise<KafkaCluster>;
  /** Ends it, unless it is the shared one; gives the ids of processes that are left of it. */
  stop(): Promise<readonly number[]>;
}

/** A cluster of a file's own. */
export function ownKafka(options: KafkaOptions): LiveKafka {
  let started: Promise<KafkaCluster> | undefined;
  return {
    cluster: () => started ??= startKafka(options),
    stop: async () => {
      const cluster = await started?.catch(() => undefined); // the test that started it has failed already
      await cluster?.stop();
      return cluster?.pids() ?? [];
    },
  };
}

/** The newest Kafka, one node: shared by all files under `npm test`, a file's own when it is run by hand. */
export function newestKafka(): LiveKafka {
  const dir = setting("SAMSA_LIVE_DIR");
  if (dir === undefined || dir === "") return ownKafka({ version: "4.4.0" });
  return { cluster: () => Promise.resolve(attachKafka(dir)), stop: () => Promise.resolve([]) };
}
