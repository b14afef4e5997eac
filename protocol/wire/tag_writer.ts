// Writes the tagged fields of a struct that has some of its own: known and unknown ones in ascending order. Called by
// generated messages.
import { inTagOrder, type UnknownTagsInit } from "./tagged_fields.ts";
import type { Writer } from "./writer.ts";

/** Writes the tagged fields of one struct: `begin`, the value, `end` for each known one, then `close`. */
export class TagWriter {
  readonly #writer: Writer;
  readonly #unknown: UnknownTagsInit;
  readonly #countAt: number;
  #nextUnknown = 0;
  #count = 0;
  #lastTag = -1;
  #valueAt = 0;

  /** Makes room for the count. */
  constructor(writer: Writer, unknown: UnknownTagsInit) {
    this.#writer = writer;
    this.#unknown = inTagOrder(unknown);
    this.#countAt = writer.mark();
  }

  /** Starts the known field `tag`: unknown ones below it go first. */
  begin(tag: number): void {
    this.#putUnknownBelow(tag + 1);
    this.#next(tag);
    this.#writer.unsignedVarint(tag);
    this.#valueAt = this.#writer.mark();
  }

  /** Ends the known field: its size goes in front of it. */
  end(): void {
    this.#writer.putVarintAt(this.#valueAt, this.#writer.sizeSince(this.#valueAt));
  }

  /** Writes the unknown fields that are left, and the count. */
  close(): void {
    this.#putUnknownBelow(Infinity);
    this.#writer.putVarintAt(this.#countAt, this.#count);
  }

  #putUnknownBelow(limit: number): void {
    const unknown = this.#unknown;
    if (unknown === undefined) return;
    for (; this.#nextUnknown < unknown.length; this.#nextUnknown++) {
      const field = unknown[this.#nextUnknown];
      const tag = field.tag ?? 0;
      if (tag >= limit) return;
      this.#next(tag);
      this.#writer.unknownTag(field);
    }
  }

  #next(tag: number): void {
    if (tag === this.#lastTag) this.#writer.fail("INVALID_VALUE", `holds tag ${tag} twice`, "unknownTaggedFields");
    this.#lastTag = tag;
    this.#count++;
  }
}
