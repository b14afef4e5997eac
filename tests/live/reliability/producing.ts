// The scenarios of the producing side with their bounds. Data and strikes; run by runner.ts.
import type { FaultProxy } from "../../../tools/kafka/proxy.ts";
import type { Scenario, World } from "./scenario.ts";

/** Time limit of a request where a scenario is about requests that are never answered. */
const REQUEST_TIMEOUT_MS = 3_000;

/** Session of a broker (see settings.ts) and the time that the quorum and the client may take after it. */
const FAILOVER_MS = 7_500;

const usual = { records: { long: 20_000, short: 2_000 }, perSecond: 800 };

/** Every scenario, in the order in which they run. */
export const producingScenarios: readonly Scenario[] = [
  {
    ...usual,
    name: "connections reset each second",
    promise: "Connections that are reset each second hold no partition up for longer than a second",
    proxied: true,
    bounds: () => ({ worst: 1_000 }),
    strike: resetEachSecond,
  },
  {
    ...usual,
    name: "one broker slow (500 ms)",
    promise: "A slow broker holds up its own partitions alone",
    proxied: true,
    bounds: () => ({ worst: 1_500, others: 300 }),
    strike: slowBroker,
  },
  {
    ...usual,
    name: "one broker in a black hole",
    promise: "A broker in a black hole holds up its own partitions alone, and they go on once it ends",
    proxied: true,
    bounds: (form) => ({ worst: holeMs(form) + 1_000, others: 500 }),
    strike: blackHole,
  },
  {
    ...usual,
    name: "a hole that never heals",
    promise: "A connection that went silent for good is replaced at the request timeout",
    proxied: true,
    client: { requestTimeoutMs: REQUEST_TIMEOUT_MS },
    bounds: () => ({ worst: REQUEST_TIMEOUT_MS + 1_000, others: 500 }),
    strike: lastingHole,
  },
  {
    ...usual,
    name: "leaders moved each 2 s",
    promise: "Leaders that move cost at most a second each",
    bounds: () => ({ worst: 1_000 }),
    strike: movingLeaders,
  },
  {
    ...usual,
    name: "topic deleted and recreated",
    promise: "A topic that is deleted and recreated is written to again without help",
    newLog: true,
    tells: "topic recreated",
    bounds: () => ({ worst: 5_000 }),
    strike: recreatedTopic,
  },
  {
    ...usual,
    name: "all brokers frozen",
    promise: "Brokers that are frozen all at once cost that time and no record",
    bounds: (form) => ({ worst: frozenMs(form) + 2_000 }),
    strike: frozenCluster,
  },
  {
    ...usual,
    name: "rolling clean restart",
    promise: "Brokers that restart in good order cost at most two seconds each",
    bounds: () => ({ worst: 2_000 }),
    strike: rollingRestart,
  },
  {
    ...usual,
    name: "leader killed and restarted",
    promise: "A leader that is killed costs the broker's session and no record",
    bounds: () => ({ worst: FAILOVER_MS }),
    strike: killedLeader,
  },
  {
    ...usual,
    name: "leader silent, not closed",
    promise: "A leader that stops answering without closing costs the broker's session and no record",
    client: { requestTimeoutMs: REQUEST_TIMEOUT_MS },
    bounds: () => ({ worst: FAILOVER_MS }),
    strike: silentLeader,
  },
  {
    records: { long: 200_000, short: 20_000 },
    perSecond: 2_500,
    name: "killed, silent, stopped, moved in a loop",
    promise: "Leaders that are killed, silenced, stopped and moved in a loop lose, double and disorder no record",
    client: { requestTimeoutMs: REQUEST_TIMEOUT_MS },
    bounds: () => ({ worst: Infinity }),
    strike: everythingInALoop,
  },
];

function holeMs(form: World["form"]): number {
  return form === "long" ? 15_000 : 4_000;
}

function frozenMs(form: World["form"]): number {
  return form === "long" ? 20_000 : 4_000;
}

async function resetEachSecond(world: World): Promise<void> {
  for (let i = 0; i < (world.form === "long" ? 20 : 4); i++) {
    await world.wait(1_000);
    for (const proxy of world.proxies.values()) proxy.cut();
    world.note("reset every connection");
  }
  await world.wait(1_000);
}

/** Picks a broker and says which partitions it leads; gives the proxy in front of it. */
async function behindProxy(world: World): Promise<FaultProxy> {
  const node = await world.victim();
  const leaders = await world.leaders();
  const led = leaders.flatMap((leader, partition) => leader === node ? [partition] : []);
  world.touch(led);
  world.note(`node ${node} leads partitions ${led.join(", ")}`);
  const proxy = world.proxies.get(node);
  if (proxy === undefined) throw new Error(`there is no proxy in front of node ${node}`);
  return proxy;
}

async function slowBroker(world: World): Promise<void> {
  const proxy = await behindProxy(world);
  await world.wait(500);
  proxy.delay(250);
  world.note("250 ms more each way");
  await world.wait(world.form === "long" ? 20_000 : 3_000);
  proxy.delay(0);
  world.note("quick again");
  await world.wait(700);
}

async function blackHole(world: World): Promise<void> {
  const proxy = await behindProxy(world);
  await world.wait(1_000);
  proxy.pause();
  world.note("black hole");
  await world.wait(holeMs(world.form));
  proxy.resume();
  world.possibleAgain();
  world.note("hole ended");
  await world.wait(1_500);
}

async function lastingHole(world: World): Promise<void> {
  const proxy = await behindProxy(world);
  for (let i = 0; i < (world.form === "long" ? 3 : 1); i++) {
    await world.wait(1_000);
    proxy.silence();
    world.note("every open connection is silent from now on");
    await world.wait(REQUEST_TIMEOUT_MS + 1_500);
  }
}

async function movingLeaders(world: World): Promise<void> {
  for (let i = 0; i < (world.form === "long" ? 10 : 3); i++) {
    await world.wait(i === 0 ? 500 : 2_000);
    await world.moveLeaders();
  }
  await world.wait(1_000);
}

async function recreatedTopic(world: World): Promise<void> {
  await world.wait(1_000);
  await world.deleteTopic();
  world.note("deleted");
  await world.wait(500);
  world.newLog();
  await world.createTopic();
  world.possibleAgain();
  world.note("created");
  await world.wait(world.form === "long" ? 10_000 : 4_000);
}

async function frozenCluster(world: World): Promise<void> {
  await world.wait(1_000);
  for (const node of world.cluster.nodes) world.cluster.pause(node.id);
  world.note("all frozen");
  await world.wait(frozenMs(world.form));
  for (const node of world.cluster.nodes) world.cluster.resume(node.id);
  world.possibleAgain();
  world.note("all go on");
  await world.wait(3_000);
}

async function restart(world: World, node: number, options: { readonly wait?: boolean } = {}): Promise<void> {
  world.note(`node ${node} is told to stop`);
  await world.cluster.stopNode(node);
  world.note(`node ${node} has stopped`);
  await world.cluster.startNode(node, options);
  world.note(`node ${node} is started again`);
}

async function rollingRestart(world: World): Promise<void> {
  await world.wait(500);
  if (world.form === "short") {
    await restart(world, await world.victim(), { wait: false });
    return await world.wait(1_000);
  }
  for (const node of world.cluster.nodes) {
    await restart(world, node.id);
    await world.healed();
  }
  await world.wait(1_000);
}

async function killedLeader(world: World): Promise<void> {
  await world.wait(1_000);
  const node = await world.victim();
  world.note(`kill node ${node}`);
  await world.cluster.kill(node);
  await world.deposed(node);
  await world.wait(500);
  await world.cluster.startNode(node, { wait: world.form === "long" });
  world.note(`node ${node} is started again`);
  if (world.form === "short") return;
  await world.healed();
  await world.wait(1_000);
}

async function silentLeader(world: World): Promise<void> {
  await world.wait(1_000);
  const node = await world.victim();
  await freeze(world, node, async () => {
    await world.deposed(node);
    await world.wait(world.form === "long" ? 8_000 : 500);
  });
  await world.wait(1_500);
}

/** Never more than one node at a time, for with two of three there is no quorum and no in-sync minimum. */
async function everythingInALoop(world: World): Promise<void> {
  await world.wait(500);
  if (world.form === "short") return await oneRound(world);
  for (let i = 0; i === 0 || !world.enough(); i++) {
    const node = (await world.leaders())[i % 6];
    world.note(`kill node ${node}`);
    await world.cluster.kill(node);
    await world.deposed(node);
    await world.cluster.startNode(node);
    await world.healed();
    await world.moveLeaders();
    const next = (await world.leaders())[(i + 1) % 6];
    await freeze(world, next, () => world.deposed(next));
    await world.healed();
    await restart(world, (await world.leaders())[(i + 2) % 6]);
    await world.healed();
    await world.moveLeaders();
  }
}

/** Freezes a node for the time of `meanwhile`. */
async function freeze(world: World, node: number, meanwhile: () => Promise<void>): Promise<void> {
  world.cluster.pause(node);
  world.note(`node ${node} is frozen`);
  await meanwhile();
  world.cluster.resume(node);
  world.note(`node ${node} goes on`);
}

/** What fits into a few seconds: silence shorter than the session, moves, and a kill whose repair is not awaited. */
async function oneRound(world: World): Promise<void> {
  const node = await world.victim();
  await freeze(world, node, () => world.wait(1_500));
  await world.moveLeaders();
  await world.wait(300);
  world.note(`kill node ${node} and start it at once`);
  await world.cluster.kill(node);
  await world.cluster.startNode(node, { wait: false });
  await world.deposed(node);
}
