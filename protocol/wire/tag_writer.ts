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
  #valueAt = 0;

  /** Makes room for the count. */
  constructor(writer: Writer, unknown: UnknownTagsInit) {
    this.#writer = writer;
    this.#unknown = inTagOrder(unknown);
    this.#countAt = writer.mark();
  }

  /** Starts the known field `tag`: unknown ones below it go first. */
  begin(tag: number): void {
    this.#putUnknownBelow(tag);
    if (this.#unknown?.[this.#nextUnknown]?.tag === tag) {
      this.#writer.fail("INVALID_VALUE", `holds tag ${tag}, which is a field of its own`, "unknownTaggedFields");
    }
    this.#count++;
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
      if ((field.tag ?? 0) >= limit) return;
      this.#count++;
      this.#writer.unknownTag(field);
    }
  }
}
