// Where in a message reader and writer are: kept up to date with one or two stores for each array element, so that an
// error can say `topics[4].partitions[69].leaderId` at no other cost.

/** A path of field names and array indexes. */
export class FieldPath {
  /** How deep. */
  depth = 0;
  readonly #fields: string[] = [];
  readonly #indexes: number[] = [];

  /** Goes into a struct or an array. */
  enter(field: string): void {
    this.#fields[this.depth] = field;
    this.#indexes[this.depth++] = -1;
  }

  /** The element of the innermost array that comes next. */
  index(index: number): void {
    this.#indexes[this.depth - 1] = index;
  }

  /** Comes out again. */
  leave(): void {
    this.depth--;
  }

  /** The path to a field of the innermost struct; with an empty name, to the element itself. */
  to(field: string): string {
    let path = "";
    for (let i = 0; i < this.depth; i++) {
      path += this.#fields[i];
      if (this.#indexes[i] >= 0) path += `[${this.#indexes[i]}]`;
      if (i < this.depth - 1 || field !== "") path += ".";
    }
    return path + field;
  }
}
