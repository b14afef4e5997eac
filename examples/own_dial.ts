// An own `dial`: how proxies, tunnels and address mapping work. Here the brokers advertise names that only an inner
// network knows; the dial maps each of them to an address that can be reached, and counts bytes.
// Run it: deno run -A examples/own_dial.ts, bun examples/own_dial.ts or node examples/own_dial.ts.
import { Kafka } from "@samsa/kafka";
import { EmbeddedKafka } from "@samsa/kafka/embedded";
import { type ByteStream, type Dial, loadPlatform } from "@samsa/kafka/transports/auto";

const cluster = await EmbeddedKafka.start({ brokers: 3, topics: { orders: 6 }, listen: "tcp" });
const platform = await loadPlatform();
const reachable = cluster.bootstrap; // "127.0.0.1:port" of each broker
const traffic = { in: 0, out: 0, connections: 0 };

/** Dials the real address in place of `broker-N.inner`, and counts what goes through. */
const dial: Dial = async (options) => {
  const inner = /^broker-(\d+)\.inner$/.exec(options.host);
  const [host, port] = inner === null ? [options.host, options.port] : reachable[Number(inner[1]) - 1].split(":");
  const stream = await platform.dial({ ...options, host: String(host), port: Number(port) });
  traffic.connections++;
  const counted: ByteStream = {
    read: async () => {
      const chunk = await stream.read();
      traffic.in += chunk?.length ?? 0;
      return chunk;
    },
    write: (chunks) => {
      for (const chunk of chunks) traffic.out += chunk.length;
      return stream.write(chunks);
    },
    closeWrite: () => stream.closeWrite(),
    close: () => stream.close(),
  };
  return counted;
};

const kafka = new Kafka({ brokers: ["broker-1.inner:9092", "broker-2.inner:9092"], dial });
try {
  await kafka.producer().sendAll(Array.from({ length: 50 }, (_, n) => ({ topic: "orders", key: `${n}`, value: "x" })));
  console.log(`topics: ${(await kafka.topics()).join(", ")}`);
  console.log(
    `through the dial: ${traffic.connections > 2 && traffic.in > 0 && traffic.out > 0 ? "everything" : "not all"}`,
  );
} finally {
  await kafka.close();
  await cluster.close();
}
