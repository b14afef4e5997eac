// Bugs of other clients around the event loop: delivery reports in one long turn. Real sockets, since only there is
// every answer a turn of its own.
import assert from "node:assert/strict";
import { EmbeddedKafka } from "../../../embedded/mod.ts";
import { Kafka } from "../../../src/kafka.ts";
import { test } from "../../harness.ts";

test(
  "200 000 deliveries are told in many turns of the event loop, at most one request's records in each (node-rdkafka #553)",
  { timeoutMs: 60_000 },
  async (t) => {
    const records = 200_000;
    const cluster = await EmbeddedKafka.start({ topics: { t: 4 }, listen: "tcp" });
    t.after(() => cluster.close());
    const kafka = new Kafka({ brokers: cluster.bootstrap });
    t.after(() => kafka.close().catch(() => {}));
    let turn = 0;
    let told = 0;
    const toldIn = new Map<number, number>();
    const producer = kafka.producer({
      batchMaxBytes: 100_000,
      onDelivery: (_record, { error }) => {
        assert.equal(error, undefined);
        told++;
        toldIn.set(turn, (toldIn.get(turn) ?? 0) + 1);
      },
    });
    let counting = true;
    const count = () => {
      turn++;
      if (counting) setTimeout(count, 0);
    };
    count();
    try {
      for (let n = 0; n < records; n++) {
        if (!producer.enqueue({ topic: "t", value: "v".repeat(100) })) await producer.ready();
      }
      await producer.flush();
    } finally {
      counting = false;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    assert.equal(told, records);
    const most = Math.max(...toldIn.values());
    assert.ok(toldIn.size > 10, `${toldIn.size} turns`);
    assert.ok(most < records / 4, `${most} deliveries in one turn`);
  },
);
