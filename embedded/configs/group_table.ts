// The settings of a group of Kafka 4.4, and of a subscription of client metrics: name | type | default | bounds or words
// | setting of a broker behind it. Read by the config handlers.
import { type ConfigRule, parseRules, valueProblem } from "./config_rule.ts";

/** Settings of a group. */
export const GROUP_CONFIGS: ReadonlyMap<string, ConfigRule> = parseRules(`
consumer.assignment.interval.ms|INT|1000|0..15000|group.consumer.assignment.interval.ms
consumer.heartbeat.interval.ms|INT|5000|5000..15000|group.consumer.heartbeat.interval.ms
consumer.session.timeout.ms|INT|45000|45000..60000|group.consumer.session.timeout.ms
errors.deadletterqueue.copy.record.enable|BOOLEAN|false||errors.deadletterqueue.copy.record.enable
errors.deadletterqueue.topic.name|STRING|||errors.deadletterqueue.topic.name
share.assignment.interval.ms|INT|1000|0..15000|group.share.assignment.interval.ms
share.auto.offset.reset|STRING|latest||share.auto.offset.reset
share.delivery.count.limit|INT|5|2..10|group.share.delivery.count.limit
share.heartbeat.interval.ms|INT|5000|5000..15000|group.share.heartbeat.interval.ms
share.isolation.level|STRING|read_uncommitted|read_committed,read_uncommitted|share.isolation.level
share.partition.max.record.locks|INT|2000|100..4000|group.share.partition.max.record.locks
share.record.lock.duration.ms|INT|30000|15000..60000|group.share.record.lock.duration.ms
share.renew.acknowledge.enable|BOOLEAN|true||share.renew.acknowledge.enable
share.session.timeout.ms|INT|45000|45000..60000|group.share.session.timeout.ms
streams.assignment.interval.ms|INT|1000|0..15000|group.streams.assignment.interval.ms
streams.assignor.name|STRING|sticky||group.streams.assignors
streams.heartbeat.interval.ms|INT|5000|5000..15000|group.streams.heartbeat.interval.ms
streams.initial.rebalance.delay.ms|INT|3000|0..|group.streams.initial.rebalance.delay.ms
streams.num.standby.replicas|INT|0|0..2|group.streams.num.standby.replicas
streams.rack.aware.assignment.tags|LIST|||group.streams.rack.aware.assignment.tags
streams.session.timeout.ms|INT|45000|45000..60000|group.streams.session.timeout.ms
`);

/** Settings of a subscription of client metrics. */
export const METRICS_CONFIGS: ReadonlyMap<string, ConfigRule> = parseRules(`
interval.ms|INT|300000|100..3600000|
match|LIST|||
metrics|LIST|||
`);

/** What is wrong with a setting of a group; null when nothing is. */
export function groupConfigProblem(name: string, value: string): string | null {
  const rule = GROUP_CONFIGS.get(name);
  if (rule === undefined) return `Unknown group config name: ${name}`;
  // Groups have a sentence of their own for what is out of bounds.
  const problem = valueProblem({ ...rule, bounds: null }, value);
  if (problem !== null) return problem;
  if (name === "share.auto.offset.reset" && !/^(latest|earliest|by_duration:P.+)$/.test(value)) {
    return `Invalid value ${value} for configuration ${name}: the strategy must be one of latest, earliest, by_duration:PnDTnHnMn.nS`;
  }
  if (rule.bounds === null) return null;
  const [min, max] = [Number(rule.bounds[0] ?? 0), Number(rule.bounds[1] ?? 2 ** 31 - 1)];
  const fits = Number(value) >= min && Number(value) <= max;
  return fits ? null : `${name} must be in the range ${min} to ${max} inclusive.`;
}
