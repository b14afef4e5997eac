// `samsa broker`: an embedded broker on TCP, for development and tests.
import { readFileSync } from "node:fs";
import { type Command, InvalidArgumentError } from "commander";
import type { SecurityOptions, TlsListenOptions } from "../../embedded/mod.ts";
import { ConfigError } from "../../mod.ts";
import { endRequested, print } from "../connection.ts";
import { wholeNumber } from "../number_option.ts";

interface BrokerOptions {
  readonly listen: { readonly host: string; readonly port: number };
  readonly brokers: number;
  readonly topic: Readonly<Record<string, number>>;
  readonly saslUser: Readonly<Record<string, string>>;
  readonly acls?: true;
  readonly superUser: readonly string[];
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly tlsCa?: string;
}

/** Adds the command. */
export function addBrokerCommand(samsa: Command): void {
  samsa.command("broker")
    .description("serve a Kafka cluster from memory until SIGTERM; prints `ready HOST:PORT`")
    .option("-l, --listen <host:port>", "address of the first broker; the others follow on the next ports", address, {
      host: "127.0.0.1",
      port: 9092,
    })
    .option("-n, --brokers <number>", "how many brokers", wholeNumber(1), 1)
    .option("-t, --topic <name:partitions>", "a topic to create; may be given again", topic, {})
    .option("--sasl-user <name:password>", "clients must log in (PLAIN, SCRAM); may be given again", saslUser, {})
    .option("--acls", "switch access rules on: only super users may do anything until there are rules")
    .option("--super-user <name>", "who may do everything; may be given again; switches access rules on", superUser, [])
    .option("--tls-cert <file>", "certificate chain (PEM): TLS instead of plain text")
    .option("--tls-key <file>", "its private key (PEM)")
    .option("--tls-ca <file>", "clients must show a certificate that one of these (PEM) has signed")
    .action((options: BrokerOptions) => serve(options));
}

function address(text: string): { readonly host: string; readonly port: number } {
  const at = text.lastIndexOf(":");
  const port = Number(text.slice(at + 1));
  const host = text.slice(0, at).replace(/^\[(.*)\]$/, "$1");
  if (at < 1 || !Number.isInteger(port) || port < 0 || port > 65535) {
    throw new InvalidArgumentError("It must be host:port, like 127.0.0.1:9092.");
  }
  return { host, port };
}

function topic(text: string, before: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const [name = "", partitions = "1"] = text.split(":");
  if (name === "" || !/^[1-9]\d*$/.test(partitions)) {
    throw new InvalidArgumentError("It must be name:partitions, like orders:12.");
  }
  return { ...before, [name]: Number(partitions) };
}

function saslUser(text: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const at = text.indexOf(":");
  if (at < 1 || at === text.length - 1) throw new InvalidArgumentError("It must be name:password, like alice:secret.");
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

function superUser(text: string, before: readonly string[]): readonly string[] {
  return [...before, text.includes(":") ? text : `User:${text}`];
}

/** The options of the cluster that are about security; absent ones stay absent. */
function security({ saslUser: users, acls, superUser: superUsers }: BrokerOptions): SecurityOptions {
  return {
    ...(Object.keys(users).length === 0 ? {} : { sasl: { users } }),
    ...(acls === undefined && superUsers.length === 0 ? {} : { acls: { superUsers } }),
  };
}

function tls({ tlsCert, tlsKey, tlsCa }: BrokerOptions): { readonly tls?: TlsListenOptions } {
  if (tlsCert === undefined && tlsKey === undefined && tlsCa === undefined) return {};
  if (tlsCert === undefined || tlsKey === undefined) {
    const problem = "TLS needs both --tls-cert and --tls-key";
    throw new ConfigError(problem, { code: "INVALID_CONFIG", problems: [problem] });
  }
  const own = { certificate: pem("--tls-cert", tlsCert), key: pem("--tls-key", tlsKey) };
  return { tls: tlsCa === undefined ? own : { ...own, ca: pem("--tls-ca", tlsCa) } };
}

function pem(option: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    const problem = `${option}: ${file} cannot be read`;
    throw new ConfigError(problem, { code: "INVALID_CONFIG", problems: [problem], cause });
  }
}

async function serve(options: BrokerOptions): Promise<void> {
  const { EmbeddedKafka } = await import("../../embedded/mod.ts");
  const { host, port } = options.listen;
  const end = endRequested();
  const cluster = await EmbeddedKafka.start({
    brokers: options.brokers,
    topics: options.topic,
    listen: {
      host,
      ports: Array.from({ length: options.brokers }, (_, i) => port === 0 ? 0 : port + i),
      ...tls(options),
    },
    ...security(options),
  });
  try {
    await print(`ready ${cluster.bootstrap[0]}\n`);
    await new Promise<void>((resolve) => {
      if (end.signal.aborted) resolve();
      else end.signal.addEventListener("abort", () => resolve());
    });
  } finally {
    end.dispose();
    await cluster.close();
  }
}
