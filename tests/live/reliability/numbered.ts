// The records of the reliability tests: each says its partition and its number. Used by the producing process and by
// the check of what was read.

const VALUE_BYTES = 100;

/** Key of a record. */
export function recordKey(partition: number, number: number): string {
  return `${partition}-${number}`;
}

/** Value of a record, 100 bytes. */
export function recordValue(partition: number, number: number): string {
  return `${partition}-${number} `.padEnd(VALUE_BYTES, "the same words again ");
}

/** Number of a record that was read, or a sentence that says what is wrong with it. */
export function numberOf(partition: number, record: { readonly key: string; readonly value: string }): number | string {
  const number = Number(record.key.slice(record.key.indexOf("-") + 1));
  if (record.key === recordKey(partition, number) && record.value === recordValue(partition, number)) return number;
  return `a record of partition ${partition} reads ${JSON.stringify(record)}`;
}
