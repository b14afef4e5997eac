// Finds free ports for brokers. Called by cluster.ts and by the fault proxy's users.
import { createServer } from "node:net";

const LOWEST = 20_000;
const HIGHEST = 32_000; // below the range from which systems take the ports of outgoing connections
const given = new Set<number>();

/** `count` different ports of 127.0.0.1 that nobody listens on, none of them given out before by this process. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  for (let tries = 0; ports.length < count; tries++) {
    if (tries > 1000 + count) throw new Error(`no ${count} free ports between ${LOWEST} and ${HIGHEST}`);
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    ports.push(port);
  }
  return ports;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
