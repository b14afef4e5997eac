#!/usr/bin/env node
// The `samsa` program: reads the command line and calls the command. Runs as it is under Deno (-A), Bun and Node.
// Imports entry points only, as a user would.
import process from "node:process";
import { Command, CommanderError } from "commander";
import { addBrokerCommand } from "./commands/broker.ts";
import { addConsumeCommand } from "./commands/consume.ts";
import { addDemoCommand } from "./commands/demo.ts";
import { addProduceCommand } from "./commands/produce.ts";
import { addTopicsCommand } from "./commands/topics.ts";
import { errorLine } from "./error_line.ts";

/** Builds the program; output and exit are left to the caller. */
export function program(): Command {
  const samsa = new Command("samsa")
    .description("Apache Kafka from the command line: topics, produce, consume, and a broker in memory")
    .version("0.1.0")
    .exitOverride()
    .showHelpAfterError("(samsa --help shows the commands, samsa COMMAND --help its options)")
    .configureHelp({ sortSubcommands: false });
  addDemoCommand(samsa);
  addTopicsCommand(samsa);
  addProduceCommand(samsa);
  addConsumeCommand(samsa);
  addBrokerCommand(samsa);
  return samsa;
}

/** Runs the program; resolves with its exit code: 0 done, 1 failed, 2 wrong usage. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    await program().parseAsync([...args], { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`samsa: ${errorLine(error)}\n`);
    return 1;
  }
}

if (import.meta.main ?? isEntryPoint()) process.exitCode = await main(process.argv.slice(2));

/** Node before 24.2 has no `import.meta.main`. */
function isEntryPoint(): boolean {
  const entry = process.argv[1] ?? "";
  return /(^|[\\/])(samsa|main\.[jt]s)$/.test(entry);
}
