// Differential cases: configs read and changed.
import { AlterConfigs } from "../../../protocol/messages/alter_configs.ts";
import { DescribeConfigs } from "../../../protocol/messages/describe_configs.ts";
import { IncrementalAlterConfigs } from "../../../protocol/messages/incremental_alter_configs.ts";
import { ListConfigResources } from "../../../protocol/messages/list_config_resources.ts";
import type { DifferentialCase, Script } from "../script.ts";

/** Kinds of resources. */
const KIND = { topic: 2, broker: 4, logger: 8, clientMetrics: 16, group: 32 } as const;
/** Operations of IncrementalAlterConfigs. */
const OPERATION = { set: 0, remove: 1, append: 2, subtract: 3 } as const;

type Change = readonly [name: string, value: string | null, operation?: keyof typeof OPERATION];

function alter(script: Script, resourceName: string, changes: readonly Change[], options: {
  readonly resourceType?: number;
  readonly validateOnly?: boolean;
} = {}): Promise<unknown> {
  const { resourceType = KIND.topic, validateOnly = false } = options;
  const configs = changes.map(([name, value, operation = "set"]) => ({
    name,
    value,
    configOperation: OPERATION[operation],
  }));
  return script.call(IncrementalAlterConfigs, { resources: [{ resourceType, resourceName, configs }], validateOnly });
}

function replace(script: Script, resourceName: string, changes: readonly Change[], options: {
  readonly resourceType?: number;
  readonly validateOnly?: boolean;
} = {}): Promise<unknown> {
  const { resourceType = KIND.topic, validateOnly = false } = options;
  const configs = changes.map(([name, value]) => ({ name, value }));
  return script.call(AlterConfigs, { resources: [{ resourceType, resourceName, configs }], validateOnly });
}

function describe(script: Script, resourceName: string, configurationKeys: readonly string[] | null, options: {
  readonly resourceType?: number;
  readonly includeSynonyms?: boolean;
  readonly includeDocumentation?: boolean;
} = {}): Promise<unknown> {
  const { resourceType = KIND.topic, ...request } = options;
  return script.call(DescribeConfigs, { resources: [{ resourceType, resourceName, configurationKeys }], ...request });
}

/** Describes until a change has arrived: real brokers hear of it a moment later. */
async function described(script: Script, name: string, key: string, value: string): Promise<void> {
  await script.until(`${key} to be ${value}`, async () => {
    const resources = [{ resourceType: KIND.topic, resourceName: name, configurationKeys: [key] }];
    const { results } = await script.call(DescribeConfigs, { resources }, { silent: true });
    return results[0]?.configs[0]?.value === value;
  });
}

const descriptions: readonly DifferentialCase[] = [
  {
    name: "DescribeConfigs tells all configs of a topic",
    api: DescribeConfigs,
    run: async (script) => {
      const { name } = await script.topic("topic", { configs: { "segment.bytes": "2000000" } });
      await describe(script, name, null);
    },
  },
  {
    name: "DescribeConfigs of some keys, none, and of keys that are not there",
    api: DescribeConfigs,
    run: async (script) => {
      const { name } = await script.topic("topic", { configs: { "retention.ms": "60000" } });
      await describe(script, name, ["retention.ms", "cleanup.policy"], { includeSynonyms: true });
      await describe(script, name, ["no.such.config"]);
      await describe(script, name, []);
      await describe(script, name, ["retention.ms", "retention.ms"]);
    },
  },
  {
    name: "DescribeConfigs of topics that are not there",
    api: DescribeConfigs,
    run: async (script) => {
      await describe(script, script.name("none"), null);
      await describe(script, "in valid", null);
      await describe(script, "", null);
    },
  },
  {
    name: "DescribeConfigs of brokers and resources that are not there",
    api: DescribeConfigs,
    run: async (script) => {
      const keys = ["num.io.threads.none"];
      await describe(script, "1", keys, { resourceType: KIND.broker });
      await describe(script, "77", keys, { resourceType: KIND.broker });
      await describe(script, "one", keys, { resourceType: KIND.broker });
      await describe(script, "77", keys, { resourceType: KIND.logger });
      await describe(script, "a", keys, { resourceType: 99 }).catch(() => script.note("it", "closed"));
    },
  },
  {
    name: "DescribeConfigs of a group and of client metrics that were never set",
    api: DescribeConfigs,
    run: async (script) => {
      await describe(script, script.name("none"), ["consumer.session.timeout.ms"], { resourceType: KIND.group });
      await describe(script, "", null, { resourceType: KIND.group });
      await describe(script, script.name("none"), null, { resourceType: KIND.clientMetrics });
      await describe(script, "", null, { resourceType: KIND.clientMetrics });
    },
  },
];

const increments: readonly DifferentialCase[] = [
  {
    name: "IncrementalAlterConfigs sets, appends, subtracts and removes",
    api: IncrementalAlterConfigs,
    run: async (script) => {
      const { name } = await script.topic();
      await alter(script, name, [["retention.ms", "60000"], ["cleanup.policy", "compact", "append"]]);
      await described(script, name, "cleanup.policy", "delete,compact");
      await alter(script, name, [["cleanup.policy", "delete", "subtract"]]);
      await described(script, name, "cleanup.policy", "compact");
      await describe(script, name, ["retention.ms", "cleanup.policy"], { includeSynonyms: true });
      await alter(script, name, [["retention.ms", null, "remove"], ["cleanup.policy", null, "remove"]]);
      await described(script, name, "cleanup.policy", "delete");
      await describe(script, name, ["cleanup.policy"]);
    },
  },
  {
    name: "IncrementalAlterConfigs with values that are not allowed",
    api: IncrementalAlterConfigs,
    run: async (script) => {
      const { name } = await script.topic();
      await alter(script, name, [["retention.ms", "soon"]]);
      await alter(script, name, [["retention.ms", null]]);
      await alter(script, name, [["cleanup.policy", "burn"]]);
      await alter(script, name, [["no.such.config", "1"]]);
      await alter(script, name, [["no.such.config", null, "remove"]]);
      await alter(script, name, [["retention.ms", "5", "append"]]);
      await alter(script, name, [["retention.ms", "5", "subtract"]]);
      await alter(script, name, [["cleanup.policy", "delete", "append"]]);
      await alter(script, name, [["min.insync.replicas", "0"]]);
    },
  },
  {
    name: "IncrementalAlterConfigs with a key twice, a resource twice, and nothing",
    api: IncrementalAlterConfigs,
    run: async (script) => {
      const { name } = await script.topic();
      await alter(script, name, [["retention.ms", "1"], ["retention.ms", "2"]]);
      const one = { resourceType: KIND.topic, resourceName: name, configs: [{ name: "retention.ms", value: "3" }] };
      await script.call(IncrementalAlterConfigs, { resources: [one, one] });
      await script.call(IncrementalAlterConfigs, { resources: [] });
      await alter(script, name, []);
      await describe(script, name, ["retention.bytes"]);
    },
  },
  {
    name: "IncrementalAlterConfigs of resources that are not there",
    api: IncrementalAlterConfigs,
    run: async (script) => {
      await alter(script, script.name("none"), [["retention.ms", "1"]]);
      await alter(script, "in valid", [["retention.ms", "1"]]);
      await alter(script, "77", [["log.retention.ms", "1"]], { resourceType: KIND.broker, validateOnly: true });
      await alter(script, "one", [["log.retention.ms", "1"]], { resourceType: KIND.broker, validateOnly: true });
      await alter(script, "a", [["b", "1"]], { resourceType: 99 }).catch(() => script.note("it", "closed"));
    },
  },
  {
    name: "IncrementalAlterConfigs that only validates",
    api: IncrementalAlterConfigs,
    run: async (script) => {
      const { name } = await script.topic();
      await alter(script, name, [["retention.ms", "77"]], { validateOnly: true });
      await alter(script, name, [["retention.ms", "x"]], { validateOnly: true });
      await describe(script, name, ["retention.bytes"]);
    },
  },
  {
    name: "IncrementalAlterConfigs of groups",
    api: IncrementalAlterConfigs,
    run: async (script) => {
      const group = { resourceType: KIND.group };
      const name = script.name("group");
      await alter(script, name, [["consumer.session.timeout.ms", "50000"]], group);
      await alter(script, name, [["consumer.session.timeout.ms", "1"]], group);
      await alter(script, name, [["consumer.heartbeat.interval.ms", "soon"]], group);
      await alter(script, name, [["no.such.config", "1"]], group);
      await alter(script, "", [["consumer.session.timeout.ms", "50000"]], group);
      await alter(script, name, [["consumer.session.timeout.ms", null, "remove"]], group);
    },
  },
];

const replacements: readonly DifferentialCase[] = [
  {
    name: "AlterConfigs replaces all configs of a topic",
    api: AlterConfigs,
    run: async (script) => {
      const { name } = await script.topic("topic", { configs: { "cleanup.policy": "compact" } });
      await replace(script, name, [["max.message.bytes", "5000"]]);
      await described(script, name, "cleanup.policy", "delete");
      await describe(script, name, ["max.message.bytes", "cleanup.policy"]);
      await replace(script, name, []);
      await described(script, name, "max.message.bytes", "1048588");
      await describe(script, name, ["max.message.bytes"]);
    },
  },
  {
    name: "AlterConfigs with values and names that are not allowed",
    api: AlterConfigs,
    run: async (script) => {
      const { name } = await script.topic();
      await replace(script, name, [["retention.ms", "soon"]]);
      await replace(script, name, [["retention.ms", null]]);
      await replace(script, name, [["no.such.config", "1"]]);
      await replace(script, name, [["retention.ms", "1"], ["retention.ms", "2"]]);
      await replace(script, name, [["retention.ms", "5"]], { validateOnly: true });
      await describe(script, name, ["retention.bytes"]);
    },
  },
  {
    name: "AlterConfigs of topics and resources that are not there",
    api: AlterConfigs,
    run: async (script) => {
      await replace(script, script.name("none"), [["retention.ms", "1"]]);
      await replace(script, "in valid", [["retention.ms", "1"]]);
      await replace(script, "77", [["log.retention.ms", "1"]], { resourceType: KIND.broker, validateOnly: true });
      await replace(script, "a", [["b", "1"]], { resourceType: 99 }).catch(() => script.note("it", "closed"));
    },
  },
  {
    name: "ListConfigResources of kinds that there are and of one that there is not",
    api: ListConfigResources,
    run: async (script) => {
      const { name } = await script.topic();
      const list = async (resourceTypes: readonly number[]) => {
        const answer = await script.call(ListConfigResources, { resourceTypes }, { silent: true });
        const own = answer.configResources.filter(({ resourceName }) => resourceName.startsWith(script.name("")));
        script.note(`ListConfigResources ${resourceTypes}`, { ...answer, configResources: own });
      };
      await alter(script, script.name("group"), [["consumer.session.timeout.ms", "50000"]], {
        resourceType: KIND.group,
      });
      await script.until("the group to be listed", async () => {
        const { configResources } = await script.call(ListConfigResources, { resourceTypes: [KIND.group] }, {
          silent: true,
        });
        return configResources.some(({ resourceName }) => resourceName === script.name("group"));
      });
      await list([KIND.topic]);
      await list([KIND.group]);
      await list([KIND.topic, KIND.group]);
      await list([99]);
      script.note("the topic", name);
    },
    only: { end: "highest", why: "the lowest version knows client metrics only" },
  },
];

/** Cases. */
export const configCases: readonly DifferentialCase[] = [...descriptions, ...increments, ...replacements];
