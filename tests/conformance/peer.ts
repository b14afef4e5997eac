// The other side of the transport conformance suite: servers that speak lines of commands, and servers that misbehave.
// In process on Deno, Bun and Node (each server starts when a test asks for it). Run as a program under Node, for
// workerd, it starts them all, prints their ports as one line of JSON and serves until its standard input ends.
import net from "node:net";
import tls from "node:tls";
import process from "node:process";
import { Worker } from "node:worker_threads";
import { NodeStream } from "../../transports/node_stream.ts";
import type { ByteStream, Listen } from "../../transports/transport.ts";
import { pem } from "../certificates/certificates.ts";
import { Input, pattern } from "./peer_input.ts";
import { type Peer, PEER_KINDS, type PeerKind } from "./peer_kinds.ts";

interface Server {
  readonly port: number;
  close(): Promise<void>;
}

/** A peer in this process. */
export function startPeer(listen: Listen): Peer {
  const servers = new Map<PeerKind, Promise<Server>>();
  const state = new PeerState();
  return {
    port: async (kind) => {
      let server = servers.get(kind);
      if (server === undefined) {
        server = start(kind, listen, state);
        servers.set(kind, server);
      }
      return (await server).port;
    },
    close: async () => {
      for (const server of servers.values()) await (await server).close();
      state.closeAll();
      await state.allClosed();
    },
  };
}

/** What connections of one peer share: counters, and stalls that another connection ends. */
class PeerState {
  readonly counts: Map<string, number> = new Map();
  readonly #releases: Map<string, () => void> = new Map();
  readonly #streams: Set<ByteStream> = new Set();
  readonly #sockets: Set<net.Socket> = new Set();

  stalled(id: string): Promise<void> {
    return new Promise((resolve) => this.#releases.set(id, resolve));
  }

  release(id: string): void {
    this.#releases.get(id)?.();
    this.#releases.delete(id);
  }

  addStream(stream: ByteStream): () => void {
    this.#streams.add(stream);
    return () => this.#streams.delete(stream);
  }

  addSocket(socket: net.Socket): void {
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    socket.on("error", () => {});
  }

  closeAll(): void {
    for (const id of [...this.#releases.keys()]) this.release(id);
    for (const stream of this.#streams) stream.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  async allClosed(): Promise<void> {
    for (const socket of [...this.#sockets]) {
      if (!socket.closed) await new Promise((resolve) => socket.once("close", resolve));
    }
  }
}

async function start(kind: PeerKind, listen: Listen, state: PeerState): Promise<Server> {
  switch (kind) {
    case "plain":
      return await listen({ accept: (stream) => void converse(stream, { state }) });
    case "tls":
      return await listen({
        tls: { cert: pem("server.pem"), key: pem("server.key") },
        accept: (stream) => void converse(stream, { state }),
      });
    case "rawPlain":
      return await rawServer(net.createServer({ allowHalfOpen: true }), state);
    case "rawTls":
      return await rawServer(tlsServer("server"), state);
    case "mutualTls":
      return await rawServer(tlsServer("server", { requestCert: true, rejectUnauthorized: true }), state);
    case "wrongName":
      return await rawServer(tlsServer("wrong_name"), state);
    case "expired":
      return await rawServer(tlsServer("expired"), state);
    case "silent":
      return await socketServer(state, () => {});
    case "closing":
      return await socketServer(state, (socket) => socket.once("data", () => socket.destroy()));
    case "http":
      return await socketServer(
        state,
        (socket) => socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")),
      );
    case "blackHole":
      return await blackHole(state);
  }
}

function tlsServer(certificate: string, more: tls.TlsOptions = {}): tls.Server {
  return tls.createServer({
    cert: pem(`${certificate}.pem`),
    key: pem(`${certificate}.key`),
    ca: [pem("ca.pem")],
    allowHalfOpen: true,
    ALPNProtocols: ["kafka-test"],
    ...more,
  });
}

/** Listens, and serves commands on each connection, with the ones that need the bare socket. */
async function rawServer(server: net.Server, state: PeerState): Promise<Server> {
  const bare = new Map<number, net.Socket>();
  const isTls = server instanceof tls.Server;
  server.on("connection", (socket: net.Socket) => {
    state.addSocket(socket);
    bare.set(socket.remotePort ?? 0, socket);
  });
  server.on(isTls ? "secureConnection" : "connection", (socket: net.Socket) => {
    state.addSocket(socket);
    const stream = new NodeStream(socket, { host: "client", port: socket.remotePort ?? 0, tls: isTls });
    const under = bare.get(socket.remotePort ?? 0) ?? socket;
    void converse(stream, { state, bare: under, secure: isTls ? socket as tls.TLSSocket : undefined });
  });
  server.on("tlsClientError", (_error: Error, socket: net.Socket) => socket.destroy());
  return await listening(server);
}

async function socketServer(state: PeerState, onSocket: (socket: net.Socket) => void): Promise<Server> {
  const server = net.createServer((socket) => {
    state.addSocket(socket);
    onSocket(socket);
  });
  return await listening(server);
}

async function listening(server: net.Server): Promise<Server> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve());
  });
  return {
    port: (server.address() as net.AddressInfo).port,
    close: () => {
      server.close();
      return Promise.resolve();
    },
  };
}

/** A listener whose thread sleeps: the system completes a few connections for it, then answers no more. */
async function blackHole(state: PeerState): Promise<Server> {
  const wake = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(
    `const { parentPort, workerData } = require("node:worker_threads");
     const server = require("node:net").createServer((s) => s.destroy());
     server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       setTimeout(() => { Atomics.wait(workerData, 0, 0); server.close(); parentPort.postMessage(0); }, 20);
     });`,
    { eval: true, workerData: wake },
  );
  const port = await new Promise<number>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  // Once the queue of completed connections is full, a connection attempt stays without an answer.
  for (let connected = 1; connected > 0;) {
    connected = 0;
    for (let i = 0; i < 8; i++) {
      const socket = net.connect(port, "127.0.0.1");
      state.addSocket(socket);
      socket.once("connect", () => connected++);
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  return {
    port,
    close: async () => {
      Atomics.store(wake, 0, 1);
      Atomics.notify(wake, 0);
      await worker.terminate();
    },
  };
}

interface Conversation {
  readonly state: PeerState;
  /** The TCP socket, for commands that go behind the stream's back. */
  readonly bare?: net.Socket;
  readonly secure?: tls.TLSSocket | undefined;
}

const encoder = new TextEncoder();

/** Answers lines of commands until the client is gone. */
async function converse(stream: ByteStream, context: Conversation): Promise<void> {
  const forget = context.state.addStream(stream);
  const input = new Input(stream);
  try {
    for (;;) {
      const line = await input.line();
      if (line === null || !(await obey(line.split(" "), { input, stream, ...context }))) break;
    }
  } catch {
    // The client broke the connection: many tests do.
  } finally {
    forget();
    stream.close();
  }
}

interface Command extends Conversation {
  readonly input: Input;
  readonly stream: ByteStream;
}

/** Runs one command; false ends the conversation. */
async function obey(words: readonly string[], command: Command): Promise<boolean> {
  const { input, stream, state } = command;
  const [verb, first = "", second = ""] = words;
  const say = (text: string) => stream.write([encoder.encode(`${text}\n`)]);
  switch (verb) {
    case "PING":
      await say("PONG");
      return true;
    case "SINK": // n: reads n bytes of the pattern and tells how many were wrong.
      await say(`GOT ${await input.check(Number(first))}`);
      return true;
    case "DRAIN": { // Reads to the end, then answers and ends too.
      const { total, wrong } = await input.checkAll();
      await say(`GOT ${total} ${wrong}`);
      await stream.closeWrite();
      return await untilGone(input);
    }
    case "SOURCE": // n, id: sends n bytes of the pattern, counting under the id.
      await source(stream, Number(first), (sent) => state.counts.set(second, sent));
      return true;
    case "ECHO": // n: sends back the next n bytes.
      await input.each(Number(first), (chunk) => stream.write([chunk]));
      return true;
    case "STALL": // id: reads nothing until another connection says RELEASE id.
      await state.stalled(first);
      return true;
    case "RELEASE":
      state.release(first);
      await say("OK");
      return true;
    case "COUNT":
      await say(String(state.counts.get(first) ?? 0));
      return true;
    case "HALF": { // id: ends its own side, reads on and counts under the id.
      await stream.closeWrite();
      const { total } = await input.checkAll();
      state.counts.set(first, total);
      return false;
    }
    default:
      return await obeyBare(words, command);
  }
}

/** Commands that need the bare socket. */
async function obeyBare(words: readonly string[], { stream, bare, secure }: Command): Promise<boolean> {
  switch (words[0]) {
    case "RESET":
      bare?.resetAndDestroy();
      return false;
    case "CUT": // Ends TCP without TLS's goodbye.
      bare?.destroy();
      return false;
    case "INFO": {
      const certificate = secure?.getPeerCertificate();
      const info = {
        serverName: (secure as { servername?: string | false } | undefined)?.servername || null,
        alpn: secure?.alpnProtocol || null,
        client: certificate?.subject?.CN ?? null,
      };
      await stream.write([encoder.encode(`${JSON.stringify(info)}\n`)]);
      return true;
    }
    default: // FIN, or nothing known: a polite end, with TLS's goodbye.
      await stream.closeWrite();
      return false;
  }
}

async function untilGone(input: Input): Promise<boolean> {
  await input.checkAll();
  return false;
}

async function source(stream: ByteStream, total: number, count: (sent: number) => void): Promise<void> {
  for (let sent = 0; sent < total;) {
    const length = Math.min(65_536, total - sent);
    await stream.write([pattern(sent, length)]);
    sent += length;
    count(sent);
  }
}

async function main(): Promise<void> {
  const { loadPlatform } = await import("../../transports/auto.ts");
  const { listen } = await loadPlatform();
  if (listen === undefined) throw new Error("This runtime cannot listen");
  const peer = startPeer(listen);
  const ports: Record<string, number> = {};
  for (const kind of PEER_KINDS) ports[kind] = await peer.port(kind);
  process.stdout.write(`${JSON.stringify(ports)}\n`);
  process.stdin.resume();
  await new Promise((resolve) => process.stdin.once("end", resolve));
  await peer.close();
}

if (process.argv[1]?.replaceAll("\\", "/").endsWith("conformance/peer.ts") === true) await main();
