// Reads the bootstrap addresses of the option `brokers`: "host:port", "host", "[::1]:9092". Called by options.ts and
// cluster.ts; must not know connections.

/** A bootstrap address. */
export interface Seed {
  /** Host name or IP address, without brackets. */
  readonly host: string;
  /** Port. */
  readonly port: number;
}

/** Kafka's usual port, taken when none is given. */
export const DEFAULT_PORT = 9092;

/** Reads one address; a string is the sentence that says what is wrong. */
export function parseSeed(text: unknown): Seed | string {
  if (typeof text !== "string" || text.trim() === "") return `${show(text)} is no address: "host:port" was expected`;
  const value = text.trim();
  if (value.includes("://")) {
    return `${show(text)} is a URL: write "host:port"; TLS is the option tls`;
  }
  if (value.includes(",")) return `${show(text)} holds several addresses: write a list of strings`;
  const match = /^\[([0-9a-fA-F:.%\w]+)\](?::(.*))?$/.exec(value) ?? splitPlain(value);
  if (match === null) return `${show(text)} is no address: "host:port", "host" or "[IPv6]:port" was expected`;
  const [, host, portText] = match;
  if (portText === undefined) return { host, port: DEFAULT_PORT };
  const port = /^\d{1,5}$/.test(portText) ? Number(portText) : 0;
  if (port < 1 || port > 65_535) return `${show(text)} has the port ${show(portText)}: 1 to 65535 was expected`;
  return { host, port };
}

/** Reads all addresses; mistakes go to `problem`. */
export function parseSeeds(addresses: unknown, problem: (text: string) => void): readonly Seed[] {
  const list = typeof addresses === "string" ? [addresses] : addresses;
  if (!Array.isArray(list) || list.length === 0) {
    problem('brokers must be a list of at least one address, such as ["localhost:9092"]');
    return [];
  }
  const seeds: Seed[] = [];
  for (const entry of list) {
    const seed = parseSeed(entry);
    if (typeof seed === "string") problem(`brokers: ${seed}`);
    else if (!seeds.some((known) => known.host === seed.host && known.port === seed.port)) seeds.push(seed);
  }
  return seeds;
}

/** `"host:port"`, with brackets around an IPv6 address. */
export function addressText(seed: Seed): string {
  return seed.host.includes(":") ? `[${seed.host}]:${seed.port}` : `${seed.host}:${seed.port}`;
}

function splitPlain(value: string): readonly [string, string, string | undefined] | null {
  const colons = value.split(":").length - 1;
  if (colons > 1) {
    const isIpv6 = /^[0-9a-fA-F:.]+$/.test(value) && (value.includes("::") || colons === 7);
    return isIpv6 ? [value, value, undefined] : null;
  }
  const [host, port] = value.split(":");
  if (host === "" || /[\s/@\[\]]/.test(host)) return null;
  return [value, host, port];
}

function show(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
