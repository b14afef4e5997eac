// Who is told of the records of one batch, kept small: the records of one `sendAll` and those of `enqueue` are one owner
// and a count, a single send is the two ends of its promise. Owned by batch.ts; must not know where batches go.
import type { KafkaError } from "../../errors/kafka_error.ts";
import type { DeliveryOwner, PlacedBatch } from "./delivery.ts";
import type { RecordMetadata } from "./record.ts";

/** The resolving end of the promise of a send. */
export type ResolveSend = (metadata: RecordMetadata) => void;
/** The rejecting end of the promise of a send. */
export type RejectSend = (error: KafkaError) => void;

/** Owners by position. */
export class BatchOwners {
  /** The only owner as long as there is one, with numbers that grow by `#step`; then `#list` is empty. */
  #sole: DeliveryOwner | null = null;
  #first = 0;
  #step = 0;
  #count = 0;
  /** Otherwise: an owner, or the resolving end of a single send, for each record. */
  #list: (DeliveryOwner | ResolveSend)[] = [];
  /** The owners' numbers of the records; null as long as all are 0, as those of single sends. */
  #indices: number[] | null = null;
  /** The rejecting ends of single sends; null while there are none. */
  #rejects: (RejectSend | null)[] | null = null;
  #limited = false;

  /** How many records. */
  get count(): number {
    return this.#count;
  }

  /** The next record is `owner`'s, who calls it `index`. */
  add(owner: DeliveryOwner, index: number): void {
    if (owner.limits !== null) this.#limited = true;
    const count = this.#count++;
    if (count === 0) {
      this.#sole = owner;
      this.#first = index;
      return;
    }
    if (owner === this.#sole) {
      if (count === 1) this.#step = index - this.#first;
      if (index === this.#first + this.#step * count) return;
    }
    this.#spread(count);
    this.#push(owner, index);
  }

  /** The next record is a single send's without limits. */
  addSend(resolve: ResolveSend, reject: RejectSend): void {
    const count = this.#count++;
    if (this.#sole !== null) this.#spread(count);
    this.#rejects ??= new Array<RejectSend | null>(count).fill(null);
    this.#rejects.push(reject);
    this.#indices?.push(0);
    this.#list.push(resolve);
  }

  /** Tells everyone that `batch` is written. */
  acknowledged(batch: PlacedBatch): void {
    const sole = this.#sole;
    const count = this.#count;
    if (sole !== null) {
      const first = this.#first;
      const step = this.#step;
      for (let i = 0; i < count; i++) sole.acknowledged(first + i * step, batch, i);
      return;
    }
    const list = this.#list;
    const indices = this.#indices;
    for (let i = 0; i < count; i++) {
      const owner = list[i] as DeliveryOwner | ResolveSend;
      if (typeof owner === "function") owner(batch.metadataOf(i));
      else owner.acknowledged(indices === null ? 0 : indices[i] as number, batch, i);
    }
  }

  /** Tells everyone why the records are not known to be written. */
  failed(errorOf: (position: number) => KafkaError): void {
    for (let i = 0; i < this.#count; i++) {
      const owner = this.#ownerAt(i);
      if (typeof owner === "function") this.#rejects?.[i]?.(errorOf(i));
      else owner.failed(this.#indexAt(i), errorOf(i));
    }
  }

  /** For each record whether it is still wanted; null: all are. */
  wanted(): boolean[] | null {
    if (!this.#limited) return null;
    const wanted: boolean[] = [];
    for (let i = 0; i < this.#count; i++) {
      const owner = this.#ownerAt(i);
      wanted.push(typeof owner === "function" || owner.limits === null || !owner.limits.withdrawn);
    }
    return wanted.every((one) => one) ? null : wanted;
  }

  /** Leaves out the records whose place in `mask` is false. */
  keep(mask: readonly boolean[]): void {
    this.#only((position) => mask[position] === true);
  }

  /** Keeps the first `kept` records and gives the others. */
  split(kept: number): BatchOwners {
    const rest = new BatchOwners();
    for (let i = kept; i < this.#count; i++) {
      const owner = this.#ownerAt(i);
      if (typeof owner === "function") rest.addSend(owner, this.#rejects?.[i] ?? (() => {}));
      else rest.add(owner, this.#indexAt(i));
    }
    this.#only((position) => position < kept);
    return rest;
  }

  #only(keeps: (position: number) => boolean): void {
    if (this.#sole !== null) this.#spread(this.#count);
    const kept = <T>(list: readonly T[]) => list.filter((_, position) => keeps(position));
    this.#list = kept(this.#list);
    if (this.#indices !== null) this.#indices = kept(this.#indices);
    if (this.#rejects !== null) this.#rejects = kept(this.#rejects);
    this.#count = this.#list.length;
  }

  #ownerAt(position: number): DeliveryOwner | ResolveSend {
    return this.#sole ?? this.#list[position] as DeliveryOwner | ResolveSend;
  }

  #indexAt(position: number): number {
    return this.#sole !== null ? this.#first + position * this.#step : this.#indices?.[position] ?? 0;
  }

  #push(owner: DeliveryOwner, index: number): void {
    if (index !== 0) this.#indices ??= new Array<number>(this.#list.length).fill(0);
    this.#indices?.push(index);
    this.#rejects?.push(null);
    this.#list.push(owner);
  }

  /** From the one owner of the first `count` records to a list. */
  #spread(count: number): void {
    const sole = this.#sole;
    if (sole === null) return;
    this.#sole = null;
    for (let i = 0; i < count; i++) this.#push(sole, this.#first + i * this.#step);
  }
}
