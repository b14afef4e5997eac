// The options that every command has to reach a cluster, and the client made of them.
import process from "node:process";
import type { Command } from "commander";
import type { Kafka } from "../mod.ts";

/** Options of a command that talks to a cluster. */
export interface ConnectionOptions {
  /** `host:port`, separated by commas. */
  readonly brokers: string;
}

/** Adds `-b, --brokers`. */
export function withBrokers(command: Command): Command {
  return command.option(
    "-b, --brokers <host:port,...>",
    "brokers to start from (or the environment variable SAMSA_BROKERS)",
    process.env["SAMSA_BROKERS"] ?? "localhost:9092",
  );
}

/** Runs `work` with a client, and closes it whatever happens. */
export async function withKafka<T>(options: ConnectionOptions, work: (kafka: Kafka) => Promise<T>): Promise<T> {
  const { Kafka } = await import("../mod.ts");
  const kafka = new Kafka({ brokers: options.brokers.split(",").map((one) => one.trim()), clientId: "samsa-cli" });
  try {
    // A wrong address is told soon, not after the time limit of a whole call.
    await kafka.ping({ timeoutMs: 10_000 });
    return await work(kafka);
  } finally {
    await kafka.close();
  }
}

/** Resolves when the program is asked to end (SIGINT, SIGTERM); `dispose` stops listening. */
export function endRequested(): { readonly signal: AbortSignal; readonly dispose: () => void } {
  const controller = new AbortController();
  const onSignal = () => controller.abort();
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  return {
    signal: controller.signal,
    dispose: () => {
      process.off("SIGINT", onSignal);
      process.off("SIGTERM", onSignal);
    },
  };
}

/** Writes to standard output and waits until it was taken; false when the reader has gone (`samsa … | head`). */
export function print(text: string | Uint8Array): Promise<boolean> {
  return new Promise((resolve) => {
    process.stdout.write(text, (error) => resolve(error === undefined || error === null));
  });
}
