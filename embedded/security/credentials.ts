// Users and their credentials: passwords from the options, and SCRAM credentials made of them or sent by
// AlterUserScramCredentials. A part of the cluster state; asked by the SASL mechanisms.
import { type ClusterState, StateKey } from "../cluster_state.ts";
import { LEAST_ITERATIONS, type ScramCredential, type ScramMechanism, ScramSums } from "./scram_keys.ts";

/** The SCRAM mechanisms by their numbers in requests. */
export const SCRAM_TYPES: ReadonlyMap<number, ScramMechanism> = new Map([[1, "SCRAM-SHA-256"], [2, "SCRAM-SHA-512"]]);

const SALT_BYTES = 16;

interface Kept {
  readonly iterations: number;
  /** Made at the first use: it costs thousands of rounds. */
  readonly credential: () => Promise<ScramCredential>;
}

/** The users of a cluster. */
export class Credentials {
  readonly #state: ClusterState;
  readonly #passwords = new Map<string, string>();
  readonly #scram = new Map<ScramMechanism, Map<string, Kept>>();

  /** Nobody yet. */
  constructor(state: ClusterState) {
    this.#state = state;
  }

  /** Adds a user of the options: for PLAIN, and for the SCRAM mechanisms among `mechanisms`. */
  addUser(name: string, password: string, mechanisms: readonly string[]): void {
    if (mechanisms.includes("PLAIN")) this.#passwords.set(name, password);
    for (const mechanism of SCRAM_TYPES.values()) {
      if (!mechanisms.includes(mechanism)) continue;
      const salt = this.#state.platform.random.bytes(SALT_BYTES);
      const make = () => this.sums(mechanism).credential(password, salt, LEAST_ITERATIONS);
      this.#keep(mechanism, name, { iterations: LEAST_ITERATIONS, credential: once(make) });
    }
  }

  /** The password of a user for PLAIN. */
  password(name: string): string | undefined {
    return this.#passwords.get(name);
  }

  /** The credential of a user for SCRAM; null when there is none. */
  async scram(mechanism: ScramMechanism, name: string): Promise<ScramCredential | null> {
    return await this.#scram.get(mechanism)?.get(name)?.credential() ?? null;
  }

  /** Rounds of a user's credential; undefined when there is none. */
  iterations(mechanism: ScramMechanism, name: string): number | undefined {
    return this.#scram.get(mechanism)?.get(name)?.iterations;
  }

  /** Users that have a SCRAM credential, in order. */
  scramUsers(): string[] {
    return [...new Set([...this.#scram.values()].flatMap((users) => [...users.keys()]))].sort();
  }

  /** Sets a SCRAM credential. */
  setScram(mechanism: ScramMechanism, name: string, credential: ScramCredential): void {
    const { iterations } = credential;
    this.#keep(mechanism, name, { iterations, credential: () => Promise.resolve(credential) });
  }

  /** Takes a SCRAM credential away. */
  removeScram(mechanism: ScramMechanism, name: string): void {
    this.#scram.get(mechanism)?.delete(name);
  }

  /** The sums of a mechanism in the time of the cluster. */
  sums(mechanism: ScramMechanism): ScramSums {
    return new ScramSums(mechanism, this.#state.platform.clock);
  }

  #keep(mechanism: ScramMechanism, name: string, kept: Kept): void {
    const users = this.#scram.get(mechanism) ?? new Map<string, Kept>();
    this.#scram.set(mechanism, users.set(name, kept));
  }
}

/** The users of a cluster: `state.part(CREDENTIALS)`. */
export const CREDENTIALS: StateKey<Credentials> = new StateKey((state) => new Credentials(state));

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => made ??= make();
}
