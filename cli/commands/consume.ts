// `samsa consume TOPIC`: records to standard output.
import { type Command, InvalidArgumentError } from "commander";
import type { Kafka, StartPosition } from "../../mod.ts";
import { type ConnectionOptions, endRequested, print, withBrokers, withKafka } from "../connection.ts";
import { wholeNumber } from "../number_option.ts";
import { LETTERS, recordFormatter, recordJson } from "../record_format.ts";

interface ConsumeOptions extends ConnectionOptions {
  readonly from: StartPosition;
  readonly partition?: number;
  readonly count?: number;
  readonly format: string;
  readonly json?: boolean;
}

/** Adds the command. */
export function addConsumeCommand(samsa: Command): void {
  withBrokers(samsa.command("consume").description("write records to standard output, until Ctrl+C or --count"))
    .argument("<topic>", "name of the topic")
    .option("-f, --from <position>", "earliest, latest or an offset", startPosition, "earliest")
    .option("-p, --partition <number>", "one partition (default: all)", wholeNumber(0))
    .option("-c, --count <number>", "end after this many records", wholeNumber(1))
    .option("-F, --format <text>", `how a record is written: ${LETTERS}`, "%s\\n")
    .option("-J, --json", "write each record as a line of JSON")
    .action((topic: string, options: ConsumeOptions) => withKafka(options, (kafka) => consume(kafka, topic, options)));
}

function startPosition(textOfOption: string): StartPosition {
  if (textOfOption === "earliest" || textOfOption === "latest") return textOfOption;
  const offset = Number(textOfOption);
  if (/^\d+$/.test(textOfOption) && Number.isSafeInteger(offset)) return offset;
  throw new InvalidArgumentError("It must be earliest, latest or an offset.");
}

async function consume(kafka: Kafka, topic: string, options: ConsumeOptions): Promise<void> {
  const { from, partition, count = Infinity } = options;
  const write = options.json === true
    ? (record: Parameters<typeof recordJson>[0]) => `${recordJson(record)}\n`
    : recordFormatter(options.format);
  const consumer = kafka.consumer(
    partition === undefined ? { topics: [topic], from } : { partitions: { [topic]: { [partition]: from } } },
  );
  const end = endRequested();
  end.signal.addEventListener("abort", () => void consumer.close());
  let left = count;
  try {
    for await (const batch of consumer.batches()) {
      const records = left < batch.records.length ? batch.records.slice(0, left) : batch.records;
      left -= records.length;
      if (!await print(records.map(write).join("")) || left <= 0) break;
    }
  } finally {
    end.dispose();
    await consumer.close();
  }
}
