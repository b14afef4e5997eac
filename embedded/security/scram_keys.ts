// The sums of SCRAM (RFC 5802) on the server's side, by WebCrypto through the clock, which makes them part of virtual
// time. Called by credentials.ts and scram_server.ts; must not know connections.
import type { Clock } from "../../transports/platform.ts";

/** The SCRAM mechanisms. */
export type ScramMechanism = "SCRAM-SHA-256" | "SCRAM-SHA-512";

/** What a server keeps of a password. */
export interface ScramCredential {
  /** Salt. */
  readonly salt: Uint8Array;
  /** Rounds. */
  readonly iterations: number;
  /** Hash of the client's key. */
  readonly storedKey: Uint8Array;
  /** Key of the server's signature. */
  readonly serverKey: Uint8Array;
}

/** Rounds that Kafka asks for at least, and at most. */
export const LEAST_ITERATIONS = 4096;
/** Rounds that Kafka takes at most. */
export const MOST_ITERATIONS = 16384;

const HASHES: Readonly<Record<ScramMechanism, { readonly name: string; readonly bits: number }>> = {
  "SCRAM-SHA-256": { name: "SHA-256", bits: 256 },
  "SCRAM-SHA-512": { name: "SHA-512", bits: 512 },
};
const encoder = new TextEncoder();

/** The sums of one mechanism. */
export class ScramSums {
  readonly #hash: { readonly name: string; readonly bits: number };
  readonly #clock: Clock;

  /** Sums in the time of `clock`. */
  constructor(mechanism: ScramMechanism, clock: Clock) {
    this.#hash = HASHES[mechanism];
    this.#clock = clock;
  }

  /** What is kept of a password. */
  async credential(password: string, salt: Uint8Array, iterations: number): Promise<ScramCredential> {
    const { name, bits } = this.#hash;
    const key = await this.#outside(
      crypto.subtle.importKey("raw", encoder.encode(password), "PBKDF2", false, ["deriveBits"]),
    );
    const parameters = { name: "PBKDF2", hash: name, salt: own(salt), iterations };
    const salted = await this.#outside(crypto.subtle.deriveBits(parameters, key, bits));
    return await this.credentialOf(new Uint8Array(salted), salt, iterations);
  }

  /** What is kept of a password that was salted already. */
  async credentialOf(salted: Uint8Array, salt: Uint8Array, iterations: number): Promise<ScramCredential> {
    const clientKey = await this.hmac(salted, encoder.encode("Client Key"));
    const serverKey = await this.hmac(salted, encoder.encode("Server Key"));
    return { salt, iterations, storedKey: await this.hash(clientKey), serverKey };
  }

  /** A keyed hash. */
  async hmac(key: Uint8Array, data: Uint8Array): Promise<Uint8Array> {
    const algorithm = { name: "HMAC", hash: this.#hash.name };
    const imported = await this.#outside(crypto.subtle.importKey("raw", own(key), algorithm, false, ["sign"]));
    return new Uint8Array(await this.#outside(crypto.subtle.sign("HMAC", imported, own(data))));
  }

  /** A hash. */
  async hash(data: Uint8Array): Promise<Uint8Array> {
    return new Uint8Array(await this.#outside(crypto.subtle.digest(this.#hash.name, own(data))));
  }

  #outside<T>(promise: Promise<T>): Promise<T> {
    return this.#clock.outside(promise);
  }
}

/** WebCrypto takes no views of shared memory: a copy is none. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
