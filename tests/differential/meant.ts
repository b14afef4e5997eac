// Differences between a real Kafka and the embedded broker that are meant, each with its reason. A row that no case needs
// any more fails the test, so that the list stays true.

/** A difference that is meant. */
export interface MeantDifference {
  /** The case, or `*`. */
  readonly name: string;
  /** The path of the field, matched whole. */
  readonly path: RegExp;
  /** Why. */
  readonly why: string;
}

/** All of them. */
export const MEANT: readonly MeantDifference[] = [];
