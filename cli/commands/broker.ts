// `samsa broker`: an embedded broker on TCP, for development and tests.
import { type Command, InvalidArgumentError } from "commander";
import { endRequested, print } from "../connection.ts";
import { wholeNumber } from "../number_option.ts";

interface BrokerOptions {
  readonly listen: { readonly host: string; readonly port: number };
  readonly brokers: number;
  readonly topic: Readonly<Record<string, number>>;
}

/** Adds the command. */
export function addBrokerCommand(samsa: Command): void {
  samsa.command("broker")
    .description("serve a Kafka cluster from memory until SIGTERM; prints `ready HOST:PORT`")
    .option("-l, --listen <host:port>", "address of the first broker; the others follow on the next ports", address, {
      host: "127.0.0.1",
      port: 9092,
    })
    .option("-n, --brokers <number>", "how many brokers", wholeNumber(1), 1)
    .option("-t, --topic <name:partitions>", "a topic to create; may be given again", topic, {})
    .action((options: BrokerOptions) => serve(options));
}

function address(text: string): { readonly host: string; readonly port: number } {
  const at = text.lastIndexOf(":");
  const port = Number(text.slice(at + 1));
  const host = text.slice(0, at).replace(/^\[(.*)\]$/, "$1");
  if (at < 1 || !Number.isInteger(port) || port < 0 || port > 65535) {
    throw new InvalidArgumentError("It must be host:port, like 127.0.0.1:9092.");
  }
  return { host, port };
}

function topic(text: string, before: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const [name = "", partitions = "1"] = text.split(":");
  if (name === "" || !/^[1-9]\d*$/.test(partitions)) {
    throw new InvalidArgumentError("It must be name:partitions, like orders:12.");
  }
  return { ...before, [name]: Number(partitions) };
}

async function serve(options: BrokerOptions): Promise<void> {
  const { EmbeddedKafka } = await import("../../embedded/mod.ts");
  const { host, port } = options.listen;
  const end = endRequested();
  const cluster = await EmbeddedKafka.start({
    brokers: options.brokers,
    topics: options.topic,
    listen: { host, ports: Array.from({ length: options.brokers }, (_, i) => port === 0 ? 0 : port + i) },
  });
  try {
    await print(`ready ${cluster.bootstrap[0]}\n`);
    await new Promise<void>((resolve) => {
      if (end.signal.aborted) resolve();
      else end.signal.addEventListener("abort", () => resolve());
    });
  } finally {
    end.dispose();
    await cluster.close();
  }
}
