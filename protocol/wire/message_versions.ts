// The versions of a message that is no request or response: consumer protocol, control records, the records of
// internal topics. Generated messages declare one each.

/** In which versions this package speaks a message. */
export interface MessageVersions {
  /** Kafka's name: `"ConsumerProtocolSubscription"`. */
  readonly name: string;
  /** Number that marks the record type, where the message is a key or value of an internal topic; else null. */
  readonly recordType: number | null;
  /** Lowest version that the codec knows. */
  readonly minVersion: number;
  /** Highest version that the codec knows. */
  readonly maxVersion: number;
  /** First version with compact lengths and tagged fields; Infinity when there is none. */
  readonly flexibleFrom: number;
}
