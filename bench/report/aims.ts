// The aims of the producer, each set beside what was measured. Called by report.ts.
import type { Mode } from "../clients/job.ts";
import { markdownTable } from "../table.ts";
import type { Figure, Row } from "./figures.ts";

/** A bound on the cost of Samsa as a multiple of a reference's. */
interface Bound {
  readonly client: "kafkajs" | "platformatic" | "librdkafka" | "franz-go";
  readonly most: number;
}

/** One aim: these modes, in this workload, against these. */
interface Aim {
  readonly title: string;
  readonly modes: readonly Mode[];
  readonly plan: { readonly bytes: number; readonly codec: string };
  readonly bounds: readonly Bound[];
}

const bounds = (kafkajs: number, platformatic: number, librdkafka: number, franzGo: number): Bound[] => [
  { client: "kafkajs", most: 1 / kafkajs },
  { client: "platformatic", most: 1 / platformatic },
  { client: "librdkafka", most: librdkafka },
  { client: "franz-go", most: franzGo },
];

const ALL: readonly Mode[] = ["enqueue", "sendAll", "concurrent"];
const PLAIN = { bytes: 100, codec: "none" };

const AIMS: readonly Aim[] = [
  { title: "awaited concurrent `send`", modes: ["concurrent"], plan: PLAIN, bounds: bounds(5, 2.8, 1.4, 1.2) },
  { title: "no promise for each record", modes: ["enqueue", "sendAll"], plan: PLAIN, bounds: bounds(7, 3.5, 1, 1) },
  { title: "lz4", modes: ALL, plan: { bytes: 100, codec: "lz4" }, bounds: bounds(4, 2.7, 1.8, 1.5) },
  { title: "1 KiB values", modes: ALL, plan: { bytes: 1024, codec: "none" }, bounds: bounds(4, 1.7, 1.4, 1.9) },
];

const DENO_MOST = 1.5;
const SINGLE_MOST = 1.1;
const SINGLE_CPU_MOST = 120;
const START_MOST_MS = 130;
const MEMORY_MOST_MB = 200;
const MB_OF_MIB = 1.048576;

/** One line of the table. */
export interface AimLine {
  /** Aim and mode. */
  readonly title: string;
  /** Broker. */
  readonly target: string;
  /** Figure of Samsa with its unit. */
  readonly ours: string;
  /** What it is set against. */
  readonly against: string;
  /** Measured ratio or value. */
  readonly measured: number;
  /** The most that the aim allows. */
  readonly most: number;
}

/** Every aim that the rows have figures for. */
export function aimLines(rows: readonly Row[]): AimLine[] {
  const lines = [...rows.flatMap(bulkLines), ...rows.flatMap(denoLines), ...rows.flatMap(otherLines)];
  // One aim's lines stand together, however many brokers it was measured on.
  const titles = [...new Set(lines.map((line) => line.title))];
  return lines.sort((a, b) => titles.indexOf(a.title) - titles.indexOf(b.title));
}

/** The table of the aims. */
export function aimTable(lines: readonly AimLine[]): string {
  const head = ["workload", "broker", "Samsa", "against", "measured", "aim", ""];
  return markdownTable(
    head,
    lines.map(({ title, target, ours, against, measured, most }) => [
      ...[title, target, ours, against, ratioText(measured), `≤ ${ratioText(most)}`],
      measured <= most ? "met" : "**missed**",
    ]),
  );
}

/** A ratio below one as a fraction, since the aims are told so. */
function ratioText(ratio: number): string {
  if (ratio >= 10) return ratio.toFixed(0);
  return ratio < 0.8 && ratio > 0 ? `1/${(1 / ratio).toFixed(1)}` : ratio.toFixed(2);
}

function bulkLines(row: Row): AimLine[] {
  const { plan, target } = row;
  if (plan.kind !== "bulk" || plan.partitions !== 12 || plan.keys) return [];
  return AIMS.filter((aim) => aim.plan.bytes === plan.bytes && aim.plan.codec === plan.codec).flatMap((aim) =>
    (["node", "bun"] as const).flatMap((runtime) =>
      aim.modes.flatMap((mode) =>
        aim.bounds.flatMap(({ client, most }) => {
          const own = ours(row, runtime, mode);
          const reference = cheapest(row, client, runtime);
          if (own === undefined || reference === undefined) return [];
          return [{
            ...{ target, most, measured: own.cpu / reference.cpu },
            title: `${aim.title}: \`${mode}\`, ${own.runtime}${plan.scale === "native" ? ", long run" : ""}`,
            ours: `${own.cpu.toFixed(2)} µs`,
            against: `${reference.name} ${reference.cpu.toFixed(2)} µs`,
          }];
        })
      )
    )
  );
}

function denoLines(row: Row): AimLine[] {
  const { plan, target } = row;
  if (plan.kind !== "bulk" || plan.partitions !== 12 || plan.keys || plan.scale !== "peers") return [];
  if (!AIMS.some((aim) => aim.plan.bytes === plan.bytes && aim.plan.codec === plan.codec)) return [];
  return ALL.flatMap((mode) => {
    const deno = ours(row, "deno", mode);
    const node = ours(row, "node", mode);
    if (deno === undefined || node === undefined) return [];
    return [{
      ...{ target, most: DENO_MOST, measured: deno.cpu / node.cpu, ours: `${deno.cpu.toFixed(2)} µs` },
      title: `${plan.bytes} B${plan.codec === "none" ? "" : `, ${plan.codec}`}: \`${mode}\`, deno`,
      against: `Samsa on Node ${node.cpu.toFixed(2)} µs`,
    }];
  });
}

function otherLines(row: Row): AimLine[] {
  const { plan: { kind }, target } = row;
  const lines: AimLine[] = [];
  for (const runtime of ["node", "bun", "deno"] as const) {
    const own = row.figures.find((one) => one.client === "samsa" && one.runtime === runtime);
    if (own === undefined) continue;
    const line = (what: string, ours: string, against: string, measured: number, most: number) =>
      lines.push({ title: `${what}, ${runtime}`, target, ours, against, measured, most });
    const bare = row.figures.find((one) => one.client === "bare" && one.runtime === runtime);
    if (kind === "single") {
      if (own.p50 !== undefined && bare?.p50 !== undefined) {
        const against = `bare request ${bare.p50.toFixed(3)} ms`;
        line("single awaited `send`: p50", `${own.p50.toFixed(3)} ms`, against, own.p50 / bare.p50, SINGLE_MOST);
      }
      line("single awaited `send`: CPU", `${own.cpu.toFixed(0)} µs`, "µs a send", own.cpu, SINGLE_CPU_MOST);
    } else if (kind === "start" && runtime === "node" && own.startMs !== undefined) {
      line("process start to first acknowledgement", `${own.startMs.toFixed(0)} ms`, "ms", own.startMs, START_MOST_MS);
    } else if (kind === "buffered") {
      const used = own.peakMiB * MB_OF_MIB;
      line("resident with 200 000 records buffered", `${used.toFixed(0)} MB`, "MB", used, MEMORY_MOST_MB);
    }
  }
  return lines;
}

/** Samsa's figure: from source, or the built package's where only that ran. */
function ours(row: Row, runtime: Figure["runtime"], mode: Mode): Figure | undefined {
  const all = row.figures.filter((one) => one.client === "samsa" && one.runtime === runtime && one.mode === mode);
  return all.find((one) => !one.built) ?? all[0];
}

/** The best of a peer's variants, on the same runtime. */
function cheapest({ figures }: Row, client: string, runtime: Figure["runtime"]): Figure | undefined {
  return figures.find((one) =>
    (one.client === client || one.client === `${client}-idem`) &&
    (one.runtime === "native" || one.runtime === runtime)
  );
}
