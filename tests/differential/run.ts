// Runs differential cases against both brokers and says where they differ beyond what is meant. Called by
// differential.live.test.ts.
import { ApiVersions } from "../../protocol/messages/api_versions.ts";
import { InitProducerId } from "../../protocol/messages/init_producer_id.ts";
import type { Dial } from "../../transports/transport.ts";
import { RawClient } from "../embedded/raw_client.ts";
import { type Difference, differences } from "./compare.ts";
import { MEANT, type MeantDifference } from "./meant.ts";
import { type DifferentialCase, type Entry, Script, type ScriptOptions, type VersionEnd } from "./script.ts";

/** An address. */
export interface Address {
  /** Host. */
  readonly host: string;
  /** Port. */
  readonly port: number;
}

/** The two brokers. */
export interface Brokers {
  /** Sockets. */
  readonly dial: Dial;
  /** A real Kafka. */
  readonly real: Address;
  /** The embedded one. */
  readonly embedded: Address;
  /** Versions that both speak. */
  readonly versions: ReadonlyMap<number, readonly [number, number]>;
}

/** Asks both brokers for their versions. */
export async function brokers(dial: Dial, { real, embedded }: Pick<Brokers, "real" | "embedded">): Promise<Brokers> {
  const [a, b] = await Promise.all([rangesOf(dial, real), rangesOf(dial, embedded)]);
  const versions = new Map<number, readonly [number, number]>();
  for (const [key, [low, high]] of a) {
    const [ourLow, ourHigh] = b.get(key) ?? [1, 0];
    const range = [Math.max(low, ourLow), Math.min(high, ourHigh)] as const;
    if (range[0] <= range[1]) versions.set(key, range);
  }
  return { dial, real, embedded, versions };
}

async function rangesOf(dial: Dial, address: Address): Promise<Map<number, [number, number]>> {
  const client = new RawClient(await dial(address));
  const { apiKeys } = await client.call(ApiVersions, { clientSoftwareName: "samsa", clientSoftwareVersion: "1" }, 3);
  await skipProducerZero(client);
  client.close();
  return new Map(apiKeys.map(({ apiKey, minVersion, maxVersion }) => [apiKey, [minVersion, maxVersion]]));
}

const THE_SCRIPT = "the script";
/** Id 0 stands for "none" in some answers: nobody in the cases may be given it. A young broker has no ids yet. */
async function skipProducerZero(client: RawClient): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const request = { transactionalId: null, transactionTimeoutMs: 1000 };
    if ((await client.call(InitProducerId, request, 1)).errorCode === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

let runs = 0;

/** What the runs of all cases have shown. */
export interface Findings {
  /** Meant differences that were met. */
  readonly used: Set<MeantDifference>;
  /** Answers of each case. */
  readonly answers: Map<DifferentialCase, number>;
}

/** Runs one case at one end of the versions; gives the differences that are not meant. */
export async function runCase(
  { dial, real, embedded, versions }: Brokers,
  one: DifferentialCase,
  { end, used, answers }: Findings & { readonly end: VersionEnd },
): Promise<Difference[]> {
  const prefix = `differential-${Date.now().toString(36)}-${runs++}`;
  const shared = { dial, versions, end, prefix, api: one.api };
  const [told, ours] = await Promise.all([
    transcriptOf(one, { ...shared, address: real }),
    transcriptOf(one, { ...shared, address: embedded }),
  ]);
  answers.set(one, told.length);
  const broken = told.find(({ asked }) => asked === THE_SCRIPT);
  if (broken !== undefined) return [{ asked: THE_SCRIPT, path: "", real: String(broken.answer), embedded: "" }];
  return differences(told, ours).filter((difference) => {
    const meant = MEANT.find(({ name, path }) =>
      (name === "*" || name === one.name) && new RegExp(`^(?:${path.source})$`).test(difference.path)
    );
    if (meant !== undefined) used.add(meant);
    return meant === undefined;
  });
}

/** All answers of one broker. */
export async function transcriptOf(one: DifferentialCase, options: ScriptOptions): Promise<readonly Entry[]> {
  const script = new Script(options);
  try {
    await one.run(script);
  } catch (error) {
    script.note(THE_SCRIPT, `ended early: ${error instanceof Error ? error.message : error}`);
  }
  await script.close();
  return script.transcript;
}
