// What Kafka takes as a name of a topic. Called when topics are made; must not know requests.

const LONGEST = 249;

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
