// The rule of Kafka for topic names (org.apache.kafka.common.internals.Topic). Called once for each topic; pure.

const MAX_LENGTH = 249;
const LEGAL = /^[a-zA-Z0-9._-]+$/;

/** What is wrong with a topic name, as the end of a sentence, or null. */
export function topicNameProblem(name: unknown): string | null {
  if (typeof name !== "string" || name.length === 0 || name.length > MAX_LENGTH) {
    return `must be a topic name of 1 to ${MAX_LENGTH} characters`;
  }
  if (name === "." || name === "..") return 'must be a topic name: "." and ".." are none';
  return LEGAL.test(name) ? null : "must be a topic name: letters, digits, dots, underscores and hyphens (ASCII)";
}
