// Compares the transcripts of a case field by field: what no two brokers can share (addresses, times, ids) is masked or
// named by the order in which it appears. Called by run.ts; must not know requests.
import { createHash } from "node:crypto";
import { batchesOf } from "./batches.ts";
import type { Entry } from "./script.ts";

/** A difference of one field. */
export interface Difference {
  /** Which answer: its number, API and version. */
  readonly asked: string;
  /** The field: `topics[0].errorCode`. */
  readonly path: string;
  /** What the real broker answered. */
  readonly real: string;
  /** What the embedded one answered. */
  readonly embedded: string;
}

/** Fields whose values are a broker's own: only whether they are there is compared. */
const MASKED: ReadonlySet<string> = new Set([
  "host",
  "port",
  "rack",
  "clusterId",
  "throttleTimeMs",
  "brokerEpoch",
  "clientHost",
  "errorMessage",
  "batchIndexErrorMessage",
  "sessionLifetimeMs",
  "logAppendTimeMs",
  "lastTimestamp",
  "transactionStartTimeMs",
  "totalBytes",
  "usableBytes",
  "logDir",
]);
/** Ids that brokers make up: the first one that appears is `#1`, so that equal ids are seen to be equal. */
const NAMED: ReadonlySet<string> = new Set([
  "topicId",
  "memberId",
  "leader",
  "producerId",
  "sessionId",
  "nodeId",
  "leaderId",
  "controllerId",
  "brokerId",
  "replicaNodes",
  "isrNodes",
]);
/** Values that stand for "none", in named and in masked fields. */
const ABSENT: ReadonlySet<string> = new Set(["-1", '""', "null", '"AAAAAAAAAAAAAAAAAAAAAA"']);
/** Named fields in which 0 stands for "none" too. */
const ZERO_IS_NONE: ReadonlySet<string> = new Set(["sessionId", "producerId"]);
/** Fields whose ids are of one kind: a leader of a group is one of its members. */
const FAMILIES: Readonly<Record<string, string>> = { leader: "memberId" };

/** Lists that brokers keep by an id: the field that holds it. */
const BY_ID: ReadonlyMap<string, string> = new Map([
  ["members", "memberId"],
  ["activeProducers", "producerId"],
  ["topics", "topicId"],
  ["topicPartitions", "topicId"],
]);
/** Lists whose items are called by their names in paths. */
const CALLED: ReadonlySet<string> = new Set(["configs", "supportedFeatures", "finalizedFeatures"]);

/** The differences between two transcripts. */
export function differences(real: readonly Entry[], embedded: readonly Entry[]): Difference[] {
  const found: Difference[] = [];
  const [left, right] = [new Flattener(), new Flattener()];
  for (let i = 0; i < Math.max(real.length, embedded.length); i++) {
    const asked = `${i + 1}: ${real[i]?.asked ?? embedded[i]?.asked}`;
    const [a, b] = [left.fields(real[i]?.answer), right.fields(embedded[i]?.answer)];
    for (const path of new Set([...a.keys(), ...b.keys()])) {
      const [told, ours] = [a.get(path) ?? "(absent)", b.get(path) ?? "(absent)"];
      if (told !== ours) found.push({ asked, path, real: told, embedded: ours });
    }
  }
  return found;
}

function nameOf(item: unknown): string | null {
  return typeof item === "object" && item !== null && "name" in item && typeof item.name === "string"
    ? item.name
    : null;
}

/** The id in an item as text; null when it has none, or a name beside it. */
function idIn(item: unknown, field: string): string | null {
  if (typeof item !== "object" || item === null || !(field in item)) return null;
  const { [field]: id, name } = item as Record<string, unknown>;
  const text = textOf(id);
  return ABSENT.has(text) || (name !== undefined && name !== "") ? null : text;
}

/** Turns answers into paths and texts; ids keep their names from answer to answer. */
class Flattener {
  readonly #names = new Map<string, Map<string, string>>();

  /** The fields of an answer by path. */
  fields(answer: unknown): Map<string, string> {
    const fields = new Map<string, string>();
    this.#walk(answer, { path: "", name: "" }, fields);
    return fields;
  }

  #walk(value: unknown, at: { readonly path: string; readonly name: string }, fields: Map<string, string>): void {
    const { path, name } = at;
    if (name === "records" && value instanceof Uint8Array) {
      this.#walk(batchesOf(value), { path, name: "batches" }, fields);
    } else if (Array.isArray(value)) {
      fields.set(`${path}.length`, String(value.length));
      this.#sorted(value, name).forEach((item, i) => {
        const label = CALLED.has(name) ? nameOf(item) ?? i : i;
        this.#walk(item, { path: `${path}[${label}]`, name }, fields);
      });
    } else if (value !== null && typeof value === "object" && !(value instanceof Uint8Array)) {
      for (const [key, child] of Object.entries(value)) {
        this.#walk(child, { path: path === "" ? key : `${path}.${key}`, name: key }, fields);
      }
    } else fields.set(path, this.#text(value, name));
  }

  /** What brokers keep by ids of their own comes in no order: ids that were met before come first, as they were met. */
  #sorted(list: readonly unknown[], name: string): readonly unknown[] {
    const field = BY_ID.get(name);
    const ids = field === undefined ? [] : list.map((item) => idIn(item, field));
    if (field === undefined || ids.includes(null)) return sorted(list);
    const known = [...this.#names.get(field)?.keys() ?? []];
    const place = (at: number): number => {
      const found = known.indexOf(ids[at] ?? "");
      return found < 0 ? known.length : found;
    };
    return list.map((_, at) => at).sort((a, b) => place(a) - place(b)).map((at) => list[at]);
  }

  #text(value: unknown, name: string): string {
    const text = textOf(value);
    if (MASKED.has(name)) return ABSENT.has(text) ? "(none)" : "(some)";
    if (!NAMED.has(name) || ABSENT.has(text) || (ZERO_IS_NONE.has(name) && text === "0")) return text;
    const family = FAMILIES[name] ?? name;
    const names = this.#names.get(family) ?? new Map<string, string>();
    this.#names.set(family, names);
    const named = names.get(text) ?? `#${names.size + 1}`;
    names.set(text, named);
    return named;
  }
}

function textOf(value: unknown): string {
  if (value instanceof Uint8Array) return bytesText(value);
  return typeof value === "string" ? JSON.stringify(value) : `${value}`;
}

function bytesText(bytes: Uint8Array): string {
  const hex = Array.from(bytes.subarray(0, 40), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return bytes.length <= 40
    ? `0x${hex}`
    : `${bytes.length} bytes ${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}`;
}

/** Lists whose order brokers are free in are brought into one: by name, key or number. */
function sorted(list: readonly unknown[]): readonly unknown[] {
  const keyOf = (item: unknown): string | number | null => {
    if (item === null || typeof item !== "object" || item instanceof Uint8Array) return null;
    const { name, apiKey, partitionIndex, partition, groupId, key, topic, entityType, user, mechanism } =
      item as Record<
        string,
        unknown
      >;
    const found = name ?? apiKey ?? partitionIndex ?? partition ?? groupId ?? key ?? topic ?? entityType ?? user ??
      mechanism;
    return typeof found === "string" || typeof found === "number" ? found : null;
  };
  const keys = list.map(keyOf);
  if (keys.some((key) => key === null)) return list;
  const order = list.map((_, i) => i).sort((a, b) => {
    const [left, right] = [keys[a] ?? "", keys[b] ?? ""];
    return left < right ? -1 : left > right ? 1 : a - b;
  });
  return order.map((i) => list[i]);
}
