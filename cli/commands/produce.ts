// `samsa produce TOPIC`: lines of standard input become records.
import { createInterface } from "node:readline";
import process from "node:process";
import { type Command, Option } from "commander";
import type { CodecName } from "../../mod.ts";
import { type ConnectionOptions, withBrokers, withKafka } from "../connection.ts";
import { wholeNumber } from "../number_option.ts";

interface ProduceOptions extends ConnectionOptions {
  readonly keySeparator?: string;
  readonly partition?: number;
  readonly compression: CodecName | "none";
}

/** Adds the command. */
export function addProduceCommand(samsa: Command): void {
  withBrokers(samsa.command("produce").description("send the lines of standard input, a record each"))
    .argument("<topic>", "name of the topic")
    .option("-K, --key-separator <text>", "what stands before the first of these is the key of the record")
    .option("-p, --partition <number>", "partition for all records (default: by key)", wholeNumber(0))
    .addOption(
      new Option("-z, --compression <codec>", "how batches are compressed")
        .choices(["none", "gzip", "snappy", "lz4", "zstd"]).default("none"),
    )
    .action((topic: string, options: ProduceOptions) => produce(topic, options));
}

async function produce(topic: string, options: ProduceOptions): Promise<void> {
  await withKafka(options, async (kafka) => {
    const producer = kafka.producer({ lingerMs: 5, compression: options.compression });
    const lines = createInterface({ input: process.stdin, crlfDelay: Infinity });
    let sent = 0;
    try {
      for await (const line of lines) {
        const { key, value } = split(line, options.keySeparator);
        const place = options.partition === undefined ? {} : { partition: options.partition };
        if (!producer.enqueue({ topic, key, value, ...place })) await producer.ready();
        sent++;
        if (sent % 10_000 === 0 && process.stderr.isTTY) process.stderr.write(`\r${sent} records`);
      }
      await producer.flush();
    } finally {
      lines.close();
      await producer.close();
    }
    process.stderr.write(`${process.stderr.isTTY ? "\r" : ""}${sent} records sent to ${topic}\n`);
  });
}

function split(line: string, separator: string | undefined): { readonly key: string | null; readonly value: string } {
  const at = separator === undefined ? -1 : line.indexOf(separator);
  if (at < 0) return { key: null, value: line };
  return { key: line.slice(0, at), value: line.slice(at + (separator as string).length) };
}
