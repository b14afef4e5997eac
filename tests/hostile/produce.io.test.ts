// Produce answers that lack, double or swap partitions, refuse, or hold up: no record without its own answer counts as
// written, and every send settles in time.
import assert from "node:assert/strict";
import { BrokerError, type Kafka, type ProducerOptions, RecordError, SendError, TimeoutError } from "../../mod.ts";
import { test, type TestContext } from "../harness.ts";
import { goodProduce, type Script } from "./hostile_broker.ts";
import { against, failsWith } from "./hostile_client.ts";

type Produce = NonNullable<Script["produce"]>;

/** A producer, and a way to send one record to each of the partitions 0 and 1 in one request. */
async function producing(t: TestContext, produce: Produce, options: ProducerOptions = {}) {
  const { broker, kafka } = await against(t, { produce });
  const producer = kafka.producer({ deliveryTimeoutMs: 400, ...options });
  const both = () => [0, 1].map((partition) => producer.send({ topic: "orders", partition, value: `to ${partition}` }));
  return { broker, kafka: kafka as Kafka, producer, both };
}

test("A record whose partition the answer lacks is never acknowledged; the other one is", async (t) => {
  const { both, broker } = await producing(t, ({ request }) => {
    const answer = goodProduce(request, 7n);
    for (const topic of answer.responses) {
      topic.partitionResponses = topic.partitionResponses.filter(({ index }) => index !== 1);
    }
    return answer;
  });
  const [zero, one] = both();
  assert.equal((await zero).offset, 7);
  const error = await failsWith(one, {
    code: "DELIVERY_TIMEOUT",
    message: /orders \[1\].*without telling what became/,
  });
  assert.equal(error.delivery, "unknown");
  assert.ok(broker.count("Produce") < 20, `${broker.count("Produce")} requests`);
});

test("An answer without any partition, and one for partitions that nobody asked for, acknowledge nothing", async (t) => {
  let foreign = false;
  const { both } = await producing(t, () =>
    foreign
      ? {
        responses: [
          { name: "others", partitionResponses: [{ index: 0, baseOffset: 1n }, { index: 1, baseOffset: 1n }] },
          { name: "orders", partitionResponses: [{ index: 9, baseOffset: 1n }, { index: -1, baseOffset: 1n }] },
        ],
      }
      : { responses: [] });
  for (foreign of [false, true]) {
    for (const sent of both()) await failsWith(sent, { code: "DELIVERY_TIMEOUT", message: /orders/ });
  }
});

test("A partition that is answered twice, once with an error, is not acknowledged", async (t) => {
  const { both } = await producing(t, ({ request }) => {
    const answer = goodProduce(request, 7n);
    const first = answer.responses[0].partitionResponses;
    return {
      responses: [{
        ...answer.responses[0],
        partitionResponses: [
          ...first,
          ...first.filter(({ index }) => index === 1).map((p) => ({ ...p, errorCode: 87 })),
        ],
      }],
    };
  });
  const [zero, one] = both();
  assert.equal((await zero).offset, 7);
  await failsWith(one, { code: "DELIVERY_TIMEOUT", message: /orders \[1\]/ });
});

test("Answers in another order go to their own partitions", async (t) => {
  const { both } = await producing(t, ({ request }) => ({
    responses: request.topicData.map(({ name, partitionData }) => ({
      name,
      partitionResponses: [...partitionData].reverse().map(({ index }) => ({
        index,
        baseOffset: 100n + BigInt(index),
      })),
    })),
  }));
  const [zero, one] = both();
  assert.deepEqual([(await zero).offset, (await one).offset], [100, 101]);
});

test("An unknown error code keeps its number, is not tried again and fails its partition only", async (t) => {
  const { both, broker } = await producing(t, ({ request }) => ({
    responses: request.topicData.map(({ name, partitionData }) => ({
      name,
      partitionResponses: partitionData.map(({ index }) => ({
        index,
        errorCode: index === 1 ? 1234 : 0,
        baseOffset: 7n,
      })),
    })),
  }));
  const [zero, one] = both();
  assert.equal((await zero).offset, 7);
  const error = await failsWith<BrokerError>(one, { code: "UNKNOWN_ERROR_1234", message: /orders\[1\].*1234/ });
  assert.deepEqual([error.errorCode, error.retriable], [1234, false]);
  assert.equal(broker.count("Produce"), 1);
});

test("An offset beyond 2^53 fails its record with an error, and the producer goes on", async (t) => {
  let offset = 1n << 60n;
  const { producer } = await producing(t, ({ request }) => goodProduce(request, offset));
  await failsWith(producer.send({ topic: "orders", partition: 0, value: "v" }), {
    code: "OUT_OF_RANGE",
    message: /orders.*baseOffset/,
  });
  offset = 5n;
  assert.equal((await producer.send({ topic: "orders", partition: 1, value: "v" })).offset, 5);
});

test("A broker that never answers Produce: the send settles at its time limit, and close ends", async (t) => {
  const { both } = await producing(t, () => null);
  for (const sent of both()) {
    const error = await failsWith(sent, { code: "DELIVERY_TIMEOUT", message: /orders/ });
    assert.ok(error instanceof TimeoutError);
    assert.equal(error.delivery, "unknown");
  }
});

test("A broker that cuts each Produce answer: the send settles at its time limit with the cause", async (t) => {
  const { both, broker } = await producing(t, ({ request, frame, socket }) => {
    socket.end(frame(goodProduce(request, 1n)).subarray(0, 15));
    return null;
  });
  for (const sent of both()) await failsWith(sent, { code: "DELIVERY_TIMEOUT", message: /in the middle of an answer/ });
  assert.ok(broker.count("Produce") < 20, `${broker.count("Produce")} requests`);
});

test("A Produce answer of garbage: the send settles at its time limit with the cause", async (t) => {
  const { both } = await producing(t, ({ request, frame }) => {
    const bytes = frame(goodProduce(request, 1n));
    return bytes.fill(0xff, 8);
  });
  for (const sent of both()) await failsWith(sent, { code: "DELIVERY_TIMEOUT", message: /bytes that make no sense/ });
});

test("A retriable error for ever: the send settles at its time limit and asks in measure", async (t) => {
  const { both, broker } = await producing(t, ({ request }) => ({
    responses: request.topicData.map(({ name, partitionData }) => ({
      name,
      partitionResponses: partitionData.map(({ index }) => ({ index, errorCode: 6 })),
    })),
  }));
  for (const sent of both()) await failsWith(sent, { code: "DELIVERY_TIMEOUT", message: /NOT_LEADER_OR_FOLLOWER/ });
  assert.ok(broker.total() < 30, `${broker.total()} requests`);
});

test("Producer ids that make no sense end in an error, and so does an unknown code", async (t) => {
  for (
    const [answer, code] of [[{ errorCode: 1234 }, "UNKNOWN_ERROR_1234"], [
      { producerId: -5n, producerEpoch: -1 },
      "INVALID_VALUE",
    ]] as const
  ) {
    const { kafka } = await against(t, { initProducerId: () => answer });
    const sent = kafka.producer({ deliveryTimeoutMs: 400 }).send({ topic: "orders", value: "v" });
    await failsWith(sent, { code, message: /./ });
  }
});

test("A record larger than batchMaxBytes is refused before it is sent, and names the option", async (t) => {
  const { producer, broker } = await producing(t, ({ request }) => goodProduce(request, 1n), { batchMaxBytes: 1000 });
  const error = await failsWith<RecordError>(producer.send({ topic: "orders", value: new Uint8Array(2000) }), {
    code: "RECORD_TOO_LARGE",
    message: /batchMaxBytes/,
  });
  assert.ok(error instanceof RecordError && error.limit !== undefined && error.limit <= 1000);
  assert.equal(error.field, "value");
  await producer.send({ topic: "orders", value: "small" });
  assert.equal(broker.count("Produce"), 1);
});

test("A batch that the broker refuses as too large fails with what to change, and the next one goes", async (t) => {
  let refuse = true;
  const { producer } = await producing(t, ({ request }) => {
    const answer = goodProduce(request, 3n);
    if (!refuse) return answer;
    return {
      responses: answer.responses.map((topic) => ({
        ...topic,
        partitionResponses: topic.partitionResponses.map((one) => ({ ...one, errorCode: 10 })),
      })),
    };
  });
  const error = await failsWith<RecordError>(producer.send({ topic: "orders", partition: 0, value: "v" }), {
    code: "RECORD_TOO_LARGE",
    message: /orders.*too large.*max\.message\.bytes/,
  });
  assert.ok(error instanceof RecordError);
  refuse = false;
  assert.equal((await producer.send({ topic: "orders", partition: 0, value: "v" })).offset, 3);
});

test("sendAll tells which records failed and where the others are", async (t) => {
  const { producer } = await producing(t, ({ request }) => ({
    responses: request.topicData.map(({ name, partitionData }) => ({
      name,
      partitionResponses: partitionData.map(({ index }) => ({
        index,
        errorCode: index === 1 ? 1234 : 0,
        baseOffset: 7n,
      })),
    })),
  }));
  const error = await producer.sendAll([0, 1].map((partition) => ({ topic: "orders", partition, value: "v" })))
    .then(() => assert.fail("it resolved"), (reason) => reason);
  assert.ok(error instanceof SendError);
  assert.equal(error.failed.length, 1);
  assert.ok(error.failed[0].error instanceof BrokerError);
});
