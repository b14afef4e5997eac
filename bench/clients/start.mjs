// From nothing to the first acknowledged record, in plain JavaScript so that no type stripping is in the figure:
// client=… bootstrap=… topic=…; prints the Unix time of the acknowledgement. Samsa is the built package.
import { createRequire } from "node:module";
import process from "node:process";

const given = Object.fromEntries(process.argv.slice(2).map((arg) => arg.split(/=(.*)/s)));
const { bootstrap, topic } = given;
const value = Buffer.alloc(100, "x");
const peer = (name) => createRequire(`${process.env.SAMSA_PEERS}/package.json`)(name);

const clients = {
  samsa: async () => {
    const { Kafka } = await import("../../npm/mod.js");
    const kafka = new Kafka({ brokers: bootstrap });
    await kafka.producer().send({ topic, value });
  },
  kafkajs: async () => {
    const { Kafka, logLevel } = peer("kafkajs");
    const producer = new Kafka({ brokers: [bootstrap], logLevel: logLevel.NOTHING }).producer();
    await producer.connect();
    await producer.send({ topic, acks: -1, messages: [{ value }] });
  },
  platformatic: async () => {
    const { Producer } = peer("@platformatic/kafka");
    const producer = new Producer({ clientId: "bench", bootstrapBrokers: [bootstrap] });
    await producer.send({ acks: -1, messages: [{ topic, value }] });
  },
};

await clients[given.client]();
const firstAckAt = performance.timeOrigin + performance.now();
const { user, system } = process.cpuUsage();
const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({ firstAckAt, cpuMicros: user + system, rate: 0, peakMiB, rssMiB: peakMiB, sent: 1 }));
process.exit(0);
