// Checks what tests give to the handles of EmbeddedKafka: a `ConfigError` names the argument and what it may be. Called by
// embedded_kafka.ts. The types say it already; JavaScript does not obey them.
import { isRecord, OptionCheck } from "../base/option_check.ts";
import type { CoordinatorKind } from "./coordinators.ts";
import type { KillOptions, PauseOptions } from "./replica_faults.ts";

const MS = { min: 0, max: 0x7fff_ffff, fallback: 0, unit: "ms" };
const KINDS: readonly CoordinatorKind[] = ["group", "transaction", "share"];

/** Options of `killBroker`. */
export function checkKill(options: KillOptions): void {
  const check = new OptionCheck("killBroker");
  check.known(options, ["failoverMs", "loseTail"]);
  check.integer("failoverMs", options.failoverMs, MS);
  const { loseTail } = options;
  if (typeof loseTail === "number") check.integer("loseTail", loseTail, { min: 0, fallback: 0 });
  else check.boolean("loseTail", loseTail, false);
  check.done();
}

/** Options of `pauseBroker`. */
export function checkPause(options: PauseOptions): void {
  const check = new OptionCheck("pauseBroker");
  check.known(options, ["failoverMs"]);
  check.integer("failoverMs", options.failoverMs, MS);
  check.done();
}

/** Options of `addBroker`. */
export function checkAdd(options: { readonly rack?: string | null }): void {
  const check = new OptionCheck("addBroker");
  check.known(options, ["rack"]);
  if (options.rack !== null) check.text("rack", options.rack, "");
  check.done();
}

/** Arguments of `moveCoordinator`. */
export function checkCoordinator(kind: CoordinatorKind, key: string): void {
  const check = new OptionCheck("moveCoordinator");
  if (!KINDS.includes(kind)) check.problem(`kind must be one of ${KINDS.join(", ")}`);
  if (typeof key !== "string") check.problem(`key must be a string: it is a ${typeof key}`);
  check.done();
}

/** Arguments of `setReplicaLag`. */
export function checkLag(ms: number | null, where: object | undefined): void {
  const check = new OptionCheck("setReplicaLag");
  const late = typeof ms === "number" && ms >= 0;
  if (ms !== null && !late) check.problem(`ms must be 0 or more, Infinity or null: it is ${String(ms)}`);
  if (where !== undefined && !isRecord(where)) check.problem("where must be { topic, partition }");
  check.done();
}

/** Arguments of `control`. */
export function checkControl(
  api: { readonly key: number },
  fn: unknown,
  options: { readonly keep?: boolean },
): void {
  const check = new OptionCheck("control");
  check.known(options, ["keep", "nodeId"]);
  if (!isRecord(api)) check.problem("api must be one of the APIs, such as Produce");
  if (typeof fn !== "function") check.problem("fn must be a function");
  check.boolean("keep", options.keep, false);
  check.done();
}
