// TLS options, and what a client says when they are wrong. The broker here speaks plain text, so that TLS must fail.
// Run it: deno run -A examples/tls.ts, bun examples/tls.ts or node examples/tls.ts.
import { ConnectionError, Kafka, type KafkaOptions } from "@samsa/kafka";
import { EmbeddedKafka } from "@samsa/kafka/embedded";

const cluster = await EmbeddedKafka.start({ listen: "tcp" });
const [address] = cluster.bootstrap;

/** Options as for a real cluster; certificates are PEM texts. */
const settings: Readonly<Record<string, KafkaOptions["tls"]>> = {
  "plain text": false,
  "the runtime's own roots": true,
  "a server name of its own": { serverName: "kafka.example.com" },
  // "an own authority": { ca: pem("ca.pem") },
  // "a client certificate": { ca: pem("ca.pem"), cert: pem("client.pem"), key: pem("client.key"), passphrase: "…" },
};

try {
  for (const [name, tls] of Object.entries(settings)) {
    const kafka = new Kafka({ brokers: address, tls, apiTimeoutMs: 1_000 });
    try {
      await kafka.ping();
      console.log(`${name}: connected`);
    } catch (error) {
      const cause = error instanceof ConnectionError ? error : (error as Error).cause;
      console.log(`${name}: ${cause instanceof ConnectionError ? cause.code : String(error)}`);
    } finally {
      await kafka.close();
    }
  }
} finally {
  await cluster.close();
}
