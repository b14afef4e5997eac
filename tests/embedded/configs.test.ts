// Settings of topics, brokers, groups and loggers in the embedded broker: described, changed, checked.
import assert from "node:assert/strict";
import { AlterConfigs } from "../../protocol/messages/alter_configs.ts";
import { DescribeConfigs } from "../../protocol/messages/describe_configs.ts";
import { IncrementalAlterConfigs } from "../../protocol/messages/incremental_alter_configs.ts";
import { ListConfigResources } from "../../protocol/messages/list_config_resources.ts";
import { Produce } from "../../protocol/messages/produce.ts";
import { test, type TestContext } from "../harness.ts";
import { batch, type World, world } from "./raw_client.ts";

const TOPIC = 2;
const BROKER = 4;
const LOGGER = 8;
const METRICS = 16;
const GROUP = 32;
const [SET, REMOVE, APPEND, SUBTRACT] = [0, 1, 2, 3];

interface Change {
  readonly type: number;
  readonly resource: string;
  readonly name: string;
  readonly op?: number;
  readonly value?: string | null;
  readonly validateOnly?: boolean;
}

function start(t: TestContext): Promise<World> {
  return world(t, { brokers: 2, topics: { orders: { partitions: 1, configs: { "retention.ms": 1000 } } } });
}

async function change({ call }: World, { type, resource, name, op = SET, value = null, validateOnly = false }: Change) {
  const configs = [{ name, configOperation: op, value }];
  const resources = [{ resourceType: type, resourceName: resource, configs }];
  const { responses } = await call(IncrementalAlterConfigs, { resources, validateOnly });
  return responses[0];
}

async function describe({ call }: World, type: number, resource: string) {
  const resources = [{ resourceType: type, resourceName: resource, configurationKeys: null }];
  const { results } = await call(DescribeConfigs, { resources, includeSynonyms: true, includeDocumentation: true });
  return results[0];
}

async function one(it: World, { type, resource, name }: Pick<Change, "type" | "resource" | "name">) {
  const found = (await describe(it, type, resource)).configs.find((config) => config.name === name);
  assert.ok(found !== undefined, name);
  return found;
}

test("DescribeConfigs answers in every version, all settings or those asked for", async (t) => {
  const { call } = await start(t);
  for (let version = 0; version <= DescribeConfigs.maxVersion; version++) {
    const { results } = await call(DescribeConfigs, {
      resources: [
        { resourceType: TOPIC, resourceName: "orders", configurationKeys: null },
        { resourceType: BROKER, resourceName: "1", configurationKeys: ["node.id", "log.retention.hours"] },
      ],
    }, { version });
    assert.deepEqual(results.map(({ errorCode }) => errorCode), [0, 0]);
    assert.ok(results[0].configs.length >= 37);
    assert.deepEqual(results[1].configs.map(({ name, value }) => `${name}=${value}`), [
      "log.retention.hours=168",
      "node.id=1",
    ]);
    const changed = results[0].configs.filter((config) =>
      version === 0 ? !config.isDefault : config.configSource !== 5
    );
    assert.deepEqual(changed.map(({ name, value }) => [name, value]), [["retention.ms", "1000"]]);
  }
});

test("DescribeConfigs tells types, sources, synonyms and documentation, and no secrets", async (t) => {
  const it = await start(t);
  const retention = await one(it, { type: TOPIC, resource: "orders", name: "retention.ms" });
  assert.deepEqual([retention.configType, retention.configSource, retention.readOnly], [5, 1, false]);
  assert.deepEqual(retention.synonyms, [{ name: "retention.ms", value: "1000", source: 1 }]);
  assert.match(retention.documentation ?? "", /how long/i);
  const size = await one(it, { type: TOPIC, resource: "orders", name: "max.message.bytes" });
  assert.deepEqual(size.synonyms, [{ name: "message.max.bytes", value: "1048588", source: 5 }]);
  const id = await one(it, { type: BROKER, resource: "1", name: "node.id" });
  assert.deepEqual([id.readOnly, id.configSource, id.value], [true, 4, "1"]);
  const secret = { type: BROKER, resource: "1", name: "ssl.keystore.password" };
  assert.equal((await change(it, { ...secret, value: "hush" })).errorCode, 0);
  const shown = await one(it, secret);
  assert.deepEqual([shown.value, shown.isSensitive, shown.synonyms[0].value], [null, true, null]);
});

test("DescribeConfigs answers each mistake with its own code", async (t) => {
  const it = await start(t);
  const cases: [number, string, number][] = [
    [TOPIC, "nope", 3],
    [TOPIC, "", 17],
    [BROKER, "2", 42],
    [BROKER, "x", 42],
    [LOGGER, "", 42],
    [LOGGER, "2", 42],
    [METRICS, "", 42],
    [GROUP, "", 42],
    [1, "x", 42],
  ];
  for (const [type, name, errorCode] of cases) {
    assert.equal((await describe(it, type, name)).errorCode, errorCode, `${type} ${name}`);
  }
});

test("IncrementalAlterConfigs sets, deletes, appends and subtracts", async (t) => {
  const it = await start(t);
  const policy = { type: TOPIC, resource: "orders", name: "cleanup.policy" };
  const value = async () => (await one(it, policy)).value;
  assert.equal((await change(it, { ...policy, op: APPEND, value: "compact" })).errorCode, 0);
  assert.equal(await value(), "delete,compact");
  assert.equal((await change(it, { ...policy, op: SUBTRACT, value: "delete" })).errorCode, 0);
  assert.equal(await value(), "compact");
  assert.equal((await change(it, { ...policy, op: SET, value: "delete" })).errorCode, 0);
  assert.equal((await one(it, policy)).configSource, 1);
  assert.equal((await change(it, { ...policy, op: REMOVE })).errorCode, 0);
  assert.deepEqual([await value(), (await one(it, policy)).configSource], ["delete", 5]);
});

test("IncrementalAlterConfigs changes nothing with validateOnly, and a resource as a whole or not at all", async (t) => {
  const it = await start(t);
  const retention = { type: TOPIC, resource: "orders", name: "retention.ms" };
  assert.equal((await change(it, { ...retention, value: "5", validateOnly: true })).errorCode, 0);
  assert.equal((await change(it, { ...retention, value: "x", validateOnly: true })).errorCode, 40);
  const configs = [
    { name: "retention.ms", configOperation: SET, value: "7" },
    { name: "retention.bytes", configOperation: SET, value: "much" },
  ];
  const resources = [{ resourceType: TOPIC, resourceName: "orders", configs }];
  assert.equal((await it.call(IncrementalAlterConfigs, { resources })).responses[0].errorCode, 40);
  assert.equal((await one(it, retention)).value, "1000");
});

test("IncrementalAlterConfigs answers each mistake with Kafka's code and words", async (t) => {
  const it = await start(t);
  const cases: [Change, number, RegExp][] = [
    [{ type: TOPIC, resource: "orders", name: "bogus", value: "1" }, 40, /^Unknown topic config name: bogus$/],
    [{ type: TOPIC, resource: "orders", name: "retention.ms", op: APPEND, value: "1" }, 40, /its type is not LIST/],
    [{ type: TOPIC, resource: "orders", name: "retention.ms", value: "x" }, 40, /Not a number of type LONG$/],
    [{ type: TOPIC, resource: "orders", name: "retention.ms" }, 42, /^Null value not supported for : retention.ms$/],
    [{ type: TOPIC, resource: "orders", name: "segment.bytes", value: "1" }, 40, /Value must be at least 1048576$/],
    [
      { type: TOPIC, resource: "orders", name: "compression.type", value: "br" },
      40,
      /String must be one of: uncompressed/,
    ],
    [{ type: TOPIC, resource: "orders", name: "preallocate", value: "si" }, 40, /either true or false$/],
    [{ type: TOPIC, resource: "orders", name: "min.cleanable.dirty.ratio", value: "2" }, 40, /^Invalid value 2.0 /],
    [{ type: TOPIC, resource: "orders", name: "remote.storage.enable", value: "true" }, 40, /^Tiered Storage/],
    [{ type: TOPIC, resource: "nope", name: "retention.ms", value: "1" }, 3, /^The topic 'nope' does not exist.$/],
    [{ type: TOPIC, resource: "", name: "retention.ms", value: "1" }, 42, /^Default topic resources/],
    [
      { type: BROKER, resource: "1", name: "node.id", value: "1" },
      42,
      /^Cannot update these configs dynamically: \[node.id\]$/,
    ],
    [{ type: BROKER, resource: "", name: "listeners", value: "x" }, 42, /broker id must be specified: \[listeners\]$/],
    [{ type: BROKER, resource: "2", name: "log.retention.ms", value: "1" }, 42, /^Unexpected broker id, expected 1/],
    [{ type: BROKER, resource: "1", name: "log.retention.ms", value: "x" }, 42, /Not a number of type LONG$/],
    [{ type: LOGGER, resource: "1", name: "root", value: "SHOUT" }, 40, /^Cannot set the log level of root to SHOUT/],
    [{ type: LOGGER, resource: "1", name: "root", op: REMOVE }, 42, /root logger/],
    [{ type: METRICS, resource: "m", name: "zzz", value: "1" }, 42, /^Unknown client metrics configuration: zzz$/],
    [{ type: METRICS, resource: "", name: "interval.ms", value: "1" }, 42, /^Subscription name can't be empty$/],
    [{ type: GROUP, resource: "g", name: "zzz", value: "1" }, 40, /^Unknown group config name: zzz$/],
    [{ type: GROUP, resource: "g", name: "consumer.session.timeout.ms", value: "1" }, 40, /must be in the range/],
    [
      { type: GROUP, resource: "g", name: "consumer.session.timeout.ms", value: "9999999999" },
      40,
      /Not a number of type INT$/,
    ],
    [{ type: GROUP, resource: "", name: "consumer.session.timeout.ms", value: "1" }, 42, /^Default group resources/],
    [{ type: 99, resource: "g", name: "zzz", value: "1" }, 42, /^Unknown resource type 99$/],
  ];
  for (const [wrong, errorCode, words] of cases) {
    const answer = await change(it, wrong);
    assert.equal(answer.errorCode, errorCode, JSON.stringify(wrong));
    assert.match(answer.errorMessage ?? "", words);
  }
  assert.equal(
    (await change(it, { type: TOPIC, resource: "orders", name: "retention.ms", op: 9, value: "1" })).errorCode,
    -1,
  );
  const config = { name: "retention.ms", configOperation: SET, value: "1" };
  const resource = { resourceType: TOPIC, resourceName: "orders" };
  const twice = await it.call(IncrementalAlterConfigs, { resources: [{ ...resource, configs: [config, config] }] });
  assert.equal(twice.responses[0].errorMessage, "Error due to duplicate config keys");
  const same = await it.call(IncrementalAlterConfigs, { resources: [resource, resource] });
  assert.deepEqual(same.responses.map(({ errorCode }) => errorCode), [42, 42]);
});

test("AlterConfigs replaces what was set", async (t) => {
  const it = await start(t);
  for (let version = 0; version <= AlterConfigs.maxVersion; version++) {
    const resources = [{
      resourceType: TOPIC,
      resourceName: "orders",
      configs: [{ name: "max.message.bytes", value: "7" }],
    }];
    const { responses } = await it.call(AlterConfigs, { resources }, { version });
    assert.equal(responses[0].errorCode, 0);
  }
  assert.equal((await one(it, { type: TOPIC, resource: "orders", name: "max.message.bytes" })).value, "7");
  assert.equal((await one(it, { type: TOPIC, resource: "orders", name: "retention.ms" })).configSource, 5);
  const loggers = [{ resourceType: LOGGER, resourceName: "1", configs: [{ name: "root", value: "INFO" }] }];
  assert.equal((await it.call(AlterConfigs, { resources: loggers })).responses[0].errorCode, 42);
});

test("Settings of one broker are stronger than those of all brokers, and stand behind those of topics", async (t) => {
  const it = await start(t);
  const size = { name: "message.max.bytes", type: BROKER };
  assert.equal((await change(it, { ...size, resource: "", value: "100" })).errorCode, 0);
  assert.equal((await change(it, { ...size, resource: "1", value: "200" })).errorCode, 0);
  const own = await one(it, { ...size, resource: "1" });
  assert.deepEqual([own.value, own.configSource], ["200", 2]);
  assert.deepEqual(own.synonyms.map(({ value, source }) => [value, source]), [["200", 2], ["100", 3], ["1048588", 5]]);
  const all = await describe(it, BROKER, "");
  assert.deepEqual(all.configs.map(({ name, value, configSource }) => [name, value, configSource]), [
    ["message.max.bytes", "100", 3],
  ]);
  const topic = await one(it, { type: TOPIC, resource: "orders", name: "max.message.bytes" });
  assert.deepEqual([topic.value, topic.configSource], ["200", 2]);
});

test("Settings for all brokers have an effect on topics that have none of their own", async (t) => {
  const it = await start(t);
  it.cluster.createTopic("own", { replicationFactor: 2, configs: { "max.message.bytes": 1000 } });
  it.cluster.moveLeader("own", 0, 1);
  const size = { name: "message.max.bytes", type: BROKER, resource: "" };
  const send = async (name: string) => {
    const partitionData = [{ index: 0, records: batch([{ value: "x".repeat(200) }]) }];
    const { responses } = await it.call(Produce, { acks: 1, topicData: [{ name, partitionData }] }, { version: 9 });
    return responses[0].partitionResponses[0].errorCode;
  };
  assert.equal(await send("orders"), 0);
  assert.equal((await change(it, { ...size, value: "100" })).errorCode, 0);
  assert.deepEqual([await send("orders"), await send("own")], [10, 0]);
  assert.equal((await change(it, { ...size, op: REMOVE })).errorCode, 0);
  assert.equal(await send("orders"), 0);
});

test("Groups, log levels and subscriptions of metrics have settings too, and are listed", async (t) => {
  const it = await start(t);
  const session = { type: GROUP, resource: "g", name: "consumer.session.timeout.ms" };
  assert.equal((await one(it, session)).value, "45000");
  assert.equal((await change(it, { ...session, value: "50000" })).errorCode, 0);
  assert.deepEqual([(await one(it, session)).value, (await one(it, session)).configSource], ["50000", 8]);
  const root = { type: LOGGER, resource: "1", name: "root" };
  assert.equal((await change(it, { ...root, value: "DEBUG" })).errorCode, 0);
  assert.deepEqual([(await one(it, root)).value, (await one(it, root)).configSource], ["DEBUG", 6]);
  const interval = { type: METRICS, resource: "m", name: "interval.ms" };
  assert.equal((await change(it, { ...interval, value: "1000" })).errorCode, 0);
  assert.deepEqual([(await one(it, interval)).value, (await one(it, interval)).configSource], ["1000", 7]);
  const { configResources } = await it.call(ListConfigResources, { resourceTypes: [] });
  assert.deepEqual(configResources.map(({ resourceType, resourceName }) => `${resourceType} ${resourceName}`), [
    "32 g",
    "16 m",
    "8 1",
    "8 2",
    "4 1",
    "4 2",
    "2 orders",
  ]);
  const old = await it.call(ListConfigResources, { resourceTypes: [] }, { version: 0 });
  assert.deepEqual(old.configResources.map(({ resourceName }) => resourceName), ["m"]);
  assert.equal((await it.call(ListConfigResources, { resourceTypes: [99] })).errorCode, 35);
});
