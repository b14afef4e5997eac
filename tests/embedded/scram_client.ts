// A SCRAM client for tests of the embedded broker, by WebCrypto alone: it shares nothing with the broker's side.
import assert from "node:assert/strict";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Salts a password. */
export async function saltedPassword(
  hash: string,
  password: string,
  { salt, iterations }: { readonly salt: Uint8Array; readonly iterations: number },
): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey("raw", encoder.encode(password), "PBKDF2", false, ["deriveBits"]);
  const parameters = { name: "PBKDF2", hash, salt: new Uint8Array(salt), iterations };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, Number(hash.slice(4))));
}

async function hmac(hash: string, key: Uint8Array, text: string): Promise<Uint8Array> {
  const imported = await crypto.subtle.importKey("raw", new Uint8Array(key), { name: "HMAC", hash }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", imported, encoder.encode(text)));
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** One exchange. */
export class ScramClient {
  readonly #hash: string;
  readonly #password: string;
  readonly #bare: string;
  #message = "";
  #salted = new Uint8Array(0);

  constructor(hash: string, user: string, password: string) {
    this.#hash = hash;
    this.#password = password;
    this.#bare = `n=${user.replaceAll("=", "=3D").replaceAll(",", "=2C")},r=clientnonce`;
  }

  /** The first message. */
  first(): Uint8Array {
    return encoder.encode(`n,,${this.#bare}`);
  }

  /** The last message. */
  async last(serverFirst: Uint8Array): Promise<Uint8Array> {
    const text = decoder.decode(serverFirst);
    const match = /^r=(clientnonce.+),s=([^,]+),i=(\d+)$/.exec(text);
    assert.ok(match !== null, text);
    const salt = Uint8Array.from(atob(match[2]), (char) => char.charCodeAt(0));
    this.#salted = await saltedPassword(this.#hash, this.#password, {
      salt,
      iterations: Number(match[3]),
    }) as Uint8Array<ArrayBuffer>;
    const bare = `c=biws,r=${match[1]}`;
    this.#message = `${this.#bare},${text},${bare}`;
    const clientKey = await hmac(this.#hash, this.#salted, "Client Key");
    const stored = new Uint8Array(await crypto.subtle.digest(this.#hash, new Uint8Array(clientKey)));
    const signature = await hmac(this.#hash, stored, this.#message);
    return encoder.encode(`${bare},p=${base64(clientKey.map((byte, at) => byte ^ signature[at]))}`);
  }

  /** The server has proved that it knows the password too. */
  async verify(serverLast: Uint8Array): Promise<void> {
    const serverKey = await hmac(this.#hash, this.#salted, "Server Key");
    assert.equal(decoder.decode(serverLast), `v=${base64(await hmac(this.#hash, serverKey, this.#message))}`);
  }
}
