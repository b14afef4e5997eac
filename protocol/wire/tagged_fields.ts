// Tagged fields (KIP-482): what is kept of those that this package does not know. Used by reader, writer and generated
// messages.

/** A tagged field that this package does not know; written back as it came. */
export interface UnknownTaggedField {
  /** Its number. */
  readonly tag: number;
  /** Its bytes, a view into the message. */
  readonly bytes: Uint8Array;
}

/** What a struct of a flexible message may carry beside its fields. */
export interface WithUnknownTags {
  /** Tagged fields that this package does not know. */
  unknownTaggedFields?: UnknownTaggedField[];
}

/** Unknown tagged fields on their way out. */
export type UnknownTagsInit = readonly Partial<UnknownTaggedField>[] | undefined;

/** A message while it is being decoded. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Unknown tagged fields in ascending order. */
export function inTagOrder(unknown: UnknownTagsInit): UnknownTagsInit {
  if (unknown === undefined || unknown.length < 2) return unknown;
  return [...unknown].sort((a, b) => (a.tag ?? 0) - (b.tag ?? 0));
}
