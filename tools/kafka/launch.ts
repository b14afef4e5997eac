// How each process of a cluster is started: command lines of brokers and ZooKeeper, and formatted data folders.
// Called by cluster.ts alone.
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { cacheDir, KAFKA_TOOLS_DIR } from "./jars.ts";
import { runProgram } from "./processes.ts";
import type { BrokerVersion } from "./versions.ts";

/** A Java virtual machine for a Kafka version. */
export interface JavaSetup {
  /** The java binary. */
  readonly java: string;
  /** Folder of jars. */
  readonly jars: string;
}

/** A command line: small heap, quick start, the harness's log settings. */
export function javaCommand(setup: JavaSetup, main: readonly string[], flags: readonly string[] = []): string[] {
  return [
    setup.java,
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-Xshare:auto",
    "-Djava.net.preferIPv4Stack=true",
    "-Djava.awt.headless=true",
    `-Dlog4j.configuration=file:${join(KAFKA_TOOLS_DIR, "log4j.properties")}`,
    `-Dlog4j2.configurationFile=${join(KAFKA_TOOLS_DIR, "log4j2.properties")}`,
    ...flags,
    "-cp",
    join(setup.jars, "*"),
    ...main,
  ];
}

/** The command of a broker. */
export function brokerCommand(setup: JavaSetup, config: string, flags: readonly string[]): string[] {
  return javaCommand(setup, ["kafka.Kafka", config], ["-Xms64m", "-Xmx320m", ...flags]);
}

/** The command of ZooKeeper for brokers that need it. */
export function zookeeperCommand(setup: JavaSetup, at: { readonly port: number; readonly data: string }): string[] {
  return javaCommand(setup, ["org.apache.zookeeper.server.ZooKeeperServerMain", String(at.port), at.data], [
    "-Xmx64m",
    "-Dzookeeper.admin.enableServer=false", // else 3.5 and newer open port 8080
    "-Dzookeeper.jmx.log4j.disable=true", // else 3.4 wants a class that reload4j lacks
  ]);
}

/** A data folder to format. */
export interface FormatPlan {
  /** The version. */
  readonly version: BrokerVersion;
  /** The node's settings file. */
  readonly config: string;
  /** The folder to make. */
  readonly data: string;
  /** Node id. */
  readonly node: number;
  /** Cluster id. */
  readonly clusterId: string;
  /** More arguments for the storage tool, SCRAM users for instance. */
  readonly formatArguments: readonly string[];
}

/**
 * Formats the data folder of a KRaft node. The storage tool takes a second; its result is the same for every cluster
 * of a version but for three ids, so it is kept and copied.
 */
export async function formatData(setup: JavaSetup, plan: FormatPlan): Promise<void> {
  const template = join(cacheDir(), "kafka", "formatted", plan.version.kafka);
  if (plan.formatArguments.length > 0 || !existsSync(template)) {
    await runFormat(setup, plan);
    if (plan.formatArguments.length === 0) keepTemplate(plan.data, template);
    return;
  }
  cpSync(template, plan.data, { recursive: true });
  const file = join(plan.data, "meta.properties");
  const text = readFileSync(file, "utf8")
    .replace(/^node\.id=.*$/m, `node.id=${plan.node}`)
    .replace(/^cluster\.id=.*$/m, `cluster.id=${plan.clusterId}`)
    .replace(/^directory\.id=.*$/m, `directory.id=${randomUuid()}`);
  writeFileSync(file, text);
}

/** A random uuid in Kafka's form: 22 characters, the first one no sign. */
export function randomUuid(): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  let text = "";
  for (let i = 0; i < 21; i++) text += letters[Math.floor(Math.random() * letters.length)];
  return text + "AQgw"[Math.floor(Math.random() * 4)]; // the last one carries two bits
}

async function runFormat(setup: JavaSetup, plan: FormatPlan): Promise<void> {
  const tool = ["kafka.tools.StorageTool", "format", "-t", plan.clusterId, "-c", plan.config, ...plan.formatArguments];
  const run = await runProgram(javaCommand(setup, tool));
  if (run.code !== 0) throw new Error(`formatting ${plan.data} failed: ${(run.stdout + run.stderr).trim()}`);
}

function keepTemplate(data: string, template: string): void {
  const part = `${template}.${process.pid}.part`;
  mkdirSync(join(template, ".."), { recursive: true });
  cpSync(data, part, { recursive: true });
  if (existsSync(template)) rmSync(part, { recursive: true });
  else renameSync(part, template);
}
