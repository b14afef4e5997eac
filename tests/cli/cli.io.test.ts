// The program as a user runs it: child processes of this runtime, a broker of its own.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { SAMSA, SAMSA_ENV, startSamsaBroker } from "../../tools/samsa_broker.ts";
import { test } from "../harness.ts";

interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function start(args: readonly string[]): ChildProcess {
  const [program, ...first] = SAMSA;
  return spawn(program, [...first, ...args], { stdio: ["pipe", "pipe", "pipe"], env: SAMSA_ENV });
}

async function samsa(args: readonly string[], input = ""): Promise<Result> {
  const child = start(args);
  let out = "", err = "";
  child.stdout?.on("data", (text) => out += text);
  child.stderr?.on("data", (text) => err += text);
  child.stdin?.end(input);
  const [code] = await once(child, "close");
  return { code, out, err };
}

test(
  "samsa broker, topics, produce and consume work together on the command line",
  { timeoutMs: 60_000 },
  async (t) => {
    const { address, stop } = await startSamsaBroker("--topic", "orders:3");
    let stopped = false;
    t.after(async () => {
      if (!stopped) await stop();
    });
    const on = (...args: string[]) => [...args, "-b", address];

    const produced = await samsa(
      on("produce", "orders", "--key-separator", ":", "--compression", "lz4"),
      "42:paid\n43:open\nplain\n",
    );
    assert.deepEqual([produced.code, produced.out], [0, ""]);
    assert.match(produced.err, /3 records sent to orders/);

    const consumed = await samsa(on("consume", "orders", "--count", "3", "--format", "%t %k=%s %S\\n"));
    assert.equal(consumed.code, 0, consumed.err);
    assert.deepEqual(consumed.out.trim().split("\n").sort(), [
      "orders 42=paid 4",
      "orders 43=open 4",
      "orders =plain 5",
    ]);

    const json = await samsa(on("consume", "orders", "--count", "1", "--partition", "0", "--json", "--from", "0"));
    const record = JSON.parse(json.out);
    assert.equal(record.topic, "orders");
    assert.equal(record.offset, 0);

    assert.equal((await samsa(on("topics", "create", "audit", "--partitions", "2"))).out, "created audit\n");
    assert.equal((await samsa(on("topics", "list"))).out, "audit\norders\n");
    assert.match((await samsa(on("topics", "describe", "audit"))).out, /^audit\t2 partitions\n {2}0\tleader 1/);
    assert.equal((await samsa(on("topics", "delete", "audit"))).out, "deleted audit\n");
    assert.equal((await samsa(on("topics", "list"))).out, "orders\n");

    stopped = true;
    assert.equal(await stop(), 0, "SIGTERM ends the broker in good order");
  },
);

test("samsa demo ends by itself and says that every record came back", { timeoutMs: 60_000 }, async () => {
  const { code, out } = await samsa(["demo"]);
  assert.equal(code, 0);
  assert.match(out, /Every record came back once/);
});

test(
  "An error of the command line is one line that says what to do, with exit code 1",
  { timeoutMs: 60_000 },
  async () => {
    const { code, out, err } = await samsa(["topics", "list", "-b", "127.0.0.1:1"]);
    assert.equal(code, 1);
    assert.equal(out, "");
    assert.match(err, /^samsa: .*127\.0\.0\.1:1.*\n$/);
    assert.doesNotMatch(err, /\n {4}at /);
  },
);

test(
  "samsa broker asks for users, keeps access rules and speaks TLS when it is told to",
  { timeoutMs: 60_000 },
  async () => {
    const guarded = await startSamsaBroker("--sasl-user", "alice:secret:2", "--acls", "--super-user", "alice");
    const socket = connect(Number(guarded.address.split(":")[1]), "127.0.0.1");
    // Metadata, version 0, before any handshake: the connection ends without an answer.
    socket.end(Uint8Array.of(0, 0, 0, 14, 0, 3, 0, 0, 0, 0, 0, 1, 255, 255, 0, 0, 0, 0));
    const heard: Uint8Array[] = [];
    socket.on("data", (chunk: Uint8Array) => heard.push(chunk));
    await once(socket, "close");
    assert.deepEqual(heard, []);
    assert.equal(await guarded.stop(), 0);
    const file = (name: string) => fileURLToPath(new URL(`../certificates/${name}`, import.meta.url));
    const secure = await startSamsaBroker("--tls-cert", file("server.pem"), "--tls-key", file("server.key"));
    assert.equal(await secure.stop(), 0);
    const wrong: readonly (readonly [readonly string[], RegExp])[] = [
      [["--tls-cert", file("server.pem")], /^samsa: TLS needs both --tls-cert and --tls-key\n$/],
      [
        ["--tls-cert", "/nowhere.pem", "--tls-key", file("server.key")],
        /^samsa: --tls-cert: .*nowhere.pem cannot be read/,
      ],
      [["--tls-cert", file("server.pem"), "--tls-key", file("client.key")], /^samsa: .*\n$/],
    ];
    for (const [args, message] of wrong) {
      const { code, err } = await samsa(["broker", "--listen", "127.0.0.1:0", ...args]);
      assert.equal(code, 1, err);
      assert.match(err, message);
    }
  },
);

test("Wrong usage ends with exit code 2 and names the mistake", { timeoutMs: 60_000 }, async () => {
  const wrong: readonly (readonly [readonly string[], RegExp])[] = [
    [["consume"], /missing required argument 'topic'/],
    [["consume", "t", "--count", "0"], /whole number of 1 or more/],
    [["consume", "t", "--from", "middle"], /earliest, latest or an offset/],
    [["produce", "t", "--compression", "rar"], /none, gzip, snappy, lz4, zstd/],
    [["broker", "--listen", "nowhere"], /host:port/],
    [["broker", "--topic", "a:zero"], /name:partitions/],
    [["broker", "--sasl-user", "alice"], /name:password/],
    [["fly"], /unknown command 'fly'/],
  ];
  for (const [args, message] of wrong) {
    const { code, err } = await samsa(args);
    assert.equal(code, 2, `${args.join(" ")}: ${err}`);
    assert.match(err, message);
  }
});

test("Every command has a help text", { timeoutMs: 60_000 }, async () => {
  for (const args of [["--help"], ["consume", "--help"], ["topics", "create", "--help"]]) {
    const { code, out } = await samsa(args);
    assert.equal(code, 0);
    assert.match(out, /^Usage: samsa/);
  }
});
