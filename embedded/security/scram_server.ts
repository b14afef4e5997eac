// SCRAM-SHA-256 and SCRAM-SHA-512 on the server's side (RFC 5802, RFC 7677, `ScramSaslServer`). Made by
// sasl_session.ts; must not know connections.
import type { Random } from "../../transports/platform.ts";
import type { Credentials } from "./credentials.ts";
import { type SaslMechanism, type SaslStep, SECRET_FAILURE } from "./sasl_mechanism.ts";
import type { ScramCredential, ScramMechanism, ScramSums } from "./scram_keys.ts";

const CLIENT_FIRST =
  /^(n,(?:a=((?:[^=,]|=2C|=3D)+))?,)((?:m=[^,]*,)?n=((?:[^=,]|=2C|=3D)+),r=([\x21-\x2b\x2d-\x7e]+)(?:,[A-Za-z]=[^,]*)*)$/;
const CLIENT_FINAL = /^(c=[A-Za-z0-9+/=]+,r=([\x21-\x2b\x2d-\x7e]+)(?:,[A-Za-z]=[^,]*)*),p=([A-Za-z0-9+/=]+)$/;
const NONCE_BYTES = 24;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

interface Begun {
  readonly user: string;
  readonly credential: ScramCredential;
  readonly clientFirst: string;
  readonly serverFirst: string;
  readonly nonce: string;
}

/** One exchange of SCRAM. */
export class ScramServer implements SaslMechanism {
  readonly #mechanism: ScramMechanism;
  readonly #credentials: Credentials;
  readonly #random: Random;
  readonly #sums: ScramSums;
  #begun: Begun | null = null;

  /** For the users of a cluster. */
  constructor(mechanism: ScramMechanism, credentials: Credentials, random: Random) {
    this.#mechanism = mechanism;
    this.#credentials = credentials;
    this.#random = random;
    this.#sums = credentials.sums(mechanism);
  }

  /** Takes the client's first message, then its last. */
  async evaluate(token: Uint8Array): Promise<SaslStep> {
    const text = decoder.decode(token);
    return this.#begun === null ? await this.#first(text) : await this.#last(text, this.#begun);
  }

  async #first(text: string): Promise<SaslStep> {
    const match = CLIENT_FIRST.exec(text);
    if (match === null) return SECRET_FAILURE;
    const [, , authorizationId = "", clientFirst, name, clientNonce] = match;
    const user = plainName(name);
    const credential = await this.#credentials.scram(this.#mechanism, user);
    if (credential === null) return SECRET_FAILURE;
    if (authorizationId !== "" && plainName(authorizationId) !== user) {
      const message = "Authentication failed: Client requested an authorization id that is different from username";
      return { kind: "failed", message };
    }
    const nonce = clientNonce + base64(this.#random.bytes(NONCE_BYTES));
    const serverFirst = `r=${nonce},s=${base64(credential.salt)},i=${credential.iterations}`;
    this.#begun = { user, credential, clientFirst, serverFirst, nonce };
    return { kind: "more", bytes: encoder.encode(serverFirst) };
  }

  async #last(text: string, { user, credential, clientFirst, serverFirst, nonce }: Begun): Promise<SaslStep> {
    const match = CLIENT_FINAL.exec(text);
    const proof = match === null ? null : fromBase64(match[3]);
    if (match === null || proof === null || match[2] !== nonce) return SECRET_FAILURE;
    const message = encoder.encode(`${clientFirst},${serverFirst},${match[1]}`);
    const signature = await this.#sums.hmac(credential.storedKey, message);
    if (proof.length !== signature.length) return SECRET_FAILURE;
    const clientKey = proof.map((byte, at) => byte ^ signature[at]);
    const storedKey = await this.#sums.hash(clientKey);
    let difference = 0;
    for (let i = 0; i < storedKey.length; i++) difference |= storedKey[i] ^ credential.storedKey[i];
    if (difference !== 0) return SECRET_FAILURE;
    const verifier = await this.#sums.hmac(credential.serverKey, message);
    return { kind: "done", bytes: encoder.encode(`v=${base64(verifier)}`), user };
  }
}

function plainName(saslName: string): string {
  return saslName.replaceAll("=2C", ",").replaceAll("=3D", "=");
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}
