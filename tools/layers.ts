// The rooms of the project as data (docs/design.md section 1): who may import whom. Read by the lint plugin, which
// shows a breach in the editor, and by graph_check.ts, which fails the gates. Paths are relative to the project.

/** A room: a folder, or a file set apart from its folder. */
export interface Room {
  /** Folder with a slash at its end, or a file. */
  readonly path: string;
  /** A room may import rooms of a lower level, and itself. */
  readonly level: number;
  /** npm packages that it may import. @default none */
  readonly packages?: readonly string[];
  /** May use `node:`, Deno, Bun, timers, time and chance. @default false */
  readonly runtime?: boolean;
  /** May import entry points only, as a user would. @default false */
  readonly entryPointsOnly?: boolean;
}

/** All rooms. The longest path that fits a file is its room. */
export const rooms: readonly Room[] = [
  { path: "errors/", level: 0 },
  { path: "protocol/wire/", level: 1 },
  { path: "transports/transport.ts", level: 1 },
  { path: "transports/platform.ts", level: 1 },
  { path: "base/", level: 2 },
  { path: "protocol/messages/", level: 2 },
  { path: "protocol/compression/", level: 2, packages: ["fflate", "fzstd", "snappyjs"] },
  { path: "transports/", level: 2, runtime: true },
  { path: "simulation/clock.ts", level: 2 },
  { path: "simulation/random.ts", level: 2 },
  { path: "protocol/records/", level: 3 },
  { path: "protocol/mod.ts", level: 4 },
  { path: "src/base/", level: 4 },
  { path: "embedded/", level: 4 },
  { path: "src/auth/", level: 5 },
  { path: "src/net/", level: 6 },
  { path: "src/cluster/", level: 7 },
  { path: "src/producer/", level: 8 },
  { path: "src/consumer/", level: 8 },
  { path: "src/admin/", level: 8 },
  { path: "src/group/", level: 9 },
  { path: "src/share/", level: 9 },
  { path: "src/transaction/", level: 9 },
  { path: "src/kafka.ts", level: 10 },
  { path: "mod.ts", level: 11 },
  { path: "simulation/", level: 11 },
  { path: "cli/", level: 12, packages: ["commander", "@clack/prompts"], runtime: true, entryPointsOnly: true },
  { path: "metrics/", level: 12, entryPointsOnly: true },
  { path: "registry/", level: 12, entryPointsOnly: true },
  { path: "kafkajs/", level: 12, entryPointsOnly: true },
];

/** What a user can import: the files that deno.json exports. */
export const entryPoints: readonly RegExp[] = [
  /^mod\.ts$/,
  /^(protocol|protocol\/messages|embedded|simulation|src\/admin|src\/share|src\/transaction)\/mod\.ts$/,
  /^transports\/[a-z_]+\.ts$/,
];

/** The alias by which a platform is chosen, and the file that stands for all of them here. */
export const aliases: Readonly<Record<string, string>> = { "#platform": "transports/auto.ts" };

/** The room of a file of the project; undefined for tests, tools and the like, which may import anything. */
export function roomOf(file: string): Room | undefined {
  const fits = rooms.filter(({ path }) => path === file || (path.endsWith("/") && file.startsWith(path)));
  return fits.reduce<Room | undefined>((best, room) => best && best.path.length > room.path.length ? best : room, undefined);
}

/** Why a file may not import another file of the project; null when it may. */
export function importBreach(from: string, to: string): string | null {
  const own = roomOf(from);
  if (own === undefined) return null;
  const other = roomOf(to);
  if (other === own) return null;
  if (other === undefined) return `${own.path} must not import ${to}: it is in no room of tools/layers.ts`;
  if (own.entryPointsOnly && !entryPoints.some((form) => form.test(to))) {
    return `${own.path} must not import ${to}: it uses entry points only, as a user would`;
  }
  if (other.level < own.level) return null;
  const how = other.level === own.level ? "strangers, both at" : "imports point down, and that is up: from";
  return `${own.path} must not import ${other.path} (${how} level ${own.level}${other.level === own.level ? "" : ` to ${other.level}`})`;
}

/** Why a file may not import a package or a `node:` module; null when it may. */
export function packageBreach(from: string, specifier: string): string | null {
  const own = roomOf(from);
  if (own === undefined || own.packages?.includes(specifier)) return null;
  const runtimeModule = specifier.startsWith("node:") || specifier.startsWith("cloudflare:");
  if (runtimeModule && own.runtime) return null;
  if (runtimeModule) return `${own.path} must not import ${specifier}: it has to run on every runtime`;
  return `${own.path} must not import the package ${specifier}: tools/layers.ts does not list it for this room`;
}
