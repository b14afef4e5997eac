// The one empty byte array: default of every `bytes` field that may not be null. Used by the reader and by generated
// messages.

/** No bytes. */
export const EMPTY_BYTES: Uint8Array = new Uint8Array(0);
