// The rooms of the project as data (docs/design.md section 1): who may import whom. Read by the lint plugin, which
// shows a breach in the editor, and by graph_check.ts, which fails the gates. Paths are relative to the project.

/** A room: a folder, or files set apart from their folder. */
export interface Room {
  /** Folder with a slash at its end, or a file; several where they are one room. */
  readonly path: string | readonly string[];
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
  { path: ["transports/transport.ts", "transports/platform.ts"], level: 1 },
  { path: "base/", level: 2 },
  { path: "protocol/messages/", level: 2 },
  { path: "protocol/compression/", level: 2, packages: ["fflate"] },
  { path: "transports/", level: 2, runtime: true },
  { path: ["simulation/clock.ts", "simulation/random.ts"], level: 2 },
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
  { path: ["src/kafka.ts", "mod.ts"], level: 10 },
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
  let best: Room | undefined;
  let length = 0;
  for (const room of rooms) {
    for (const path of [room.path].flat()) {
      const fits = path === file || (path.endsWith("/") && file.startsWith(path));
      if (fits && path.length > length) [best, length] = [room, path.length];
    }
  }
  return best;
}

/** The name of a room: its folder. */
export function nameOf(room: Room): string {
  return [room.path].flat().join(" and ");
}

/** Why a file may not import another file of the project; null when it may. */
export function importBreach(from: string, to: string): string | null {
  const own = roomOf(from);
  const other = roomOf(to);
  if (own === undefined || own === other) return null;
  const start = `${nameOf(own)} must not import`;
  if (other === undefined) return `${start} ${to}: it is in no room of tools/layers.ts`;
  if (own.entryPointsOnly && !entryPoints.some((form) => form.test(to))) {
    return `${start} ${to}: it uses entry points only, as a user would`;
  }
  if (other.level < own.level) return null;
  if (other.level === own.level) return `${start} ${nameOf(other)}: rooms of one level (${own.level}) are strangers`;
  return `${start} ${nameOf(other)}: imports point down, and that is up from level ${own.level} to ${other.level}`;
}

/** Why a file may not import a package or a `node:` module; null when it may. */
export function packageBreach(from: string, specifier: string): string | null {
  const own = roomOf(from);
  if (own === undefined || own.packages?.includes(specifier)) return null;
  const start = `${nameOf(own)} must not import`;
  const runtimeModule = specifier.startsWith("node:") || specifier.startsWith("cloudflare:");
  if (runtimeModule && own.runtime) return null;
  if (runtimeModule) return `${start} ${specifier}: it has to run on every runtime`;
  return `${start} the package ${specifier}: tools/layers.ts does not list it for this room`;
}
