// What Kafka takes as a name of a topic, and the names that it has for itself. Called when topics are made and by the
// handlers that tell internal topics from others; must not know requests.

/** The topic of committed offsets: its partitions stand for groups. */
export const OFFSETS_TOPIC = "__consumer_offsets";
/** The log of the metadata: no topic that could be made or described. */
export const METADATA_TOPIC = "__cluster_metadata";
const INTERNAL_TOPICS: ReadonlySet<string> = new Set([OFFSETS_TOPIC, "__transaction_state", "__share_group_state"]);
const LONGEST = 249;

/** Whether a topic is one that only the cluster itself writes to (`Topic.isInternal`). */
export function isInternalTopic(name: string): boolean {
  return INTERNAL_TOPICS.has(name);
}

/** What is wrong with the name of a topic; null when nothing is. */
export function topicNameProblem(name: string): string | null {
  if (name === "") return "Topic name is invalid: the empty string is not allowed";
  if (name === "." || name === "..") return `Topic name is invalid: '${name}' is not allowed`;
  if (name.length > LONGEST) {
    return `Topic name is invalid: the length of '${name}' is longer than the max allowed length ${LONGEST}`;
  }
  if (/^[a-zA-Z0-9._-]+$/.test(name)) return null;
  return `Topic name is invalid: '${name}' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'`;
}

/** The name under which metrics hold a topic: two topics may not share one. */
export function collisionKey(name: string): string {
  return name.replaceAll(".", "_");
}
