// Quotas of users, clients and addresses: kept and described, never enforced (`ClientQuotaControlManager`,
// `ClientQuotasImage`). A part of the cluster state, used by the handlers of quotas.
import { StateKey } from "./cluster_state.ts";

/** Whom a quota is for: name by kind (`user`, `client-id`, `ip`); null is the default of the kind. */
export type QuotaEntity = ReadonlyMap<string, string | null>;

/** Quotas of an entity. */
export interface QuotaEntry {
  /** Whom they are for. */
  readonly entity: QuotaEntity;
  /** Quotas by key. */
  readonly values: ReadonlyMap<string, number>;
}

/** The quotas of a cluster. */
export class ClientQuotas {
  readonly #entries = new Map<string, QuotaEntry>();

  /** All quotas in the order in which they were made. */
  get entries(): QuotaEntry[] {
    return [...this.#entries.values()];
  }

  /** Sets quotas (null takes one away). */
  alter(entity: QuotaEntity, changes: ReadonlyMap<string, number | null>): void {
    const key = entityKey(entity);
    const values = new Map(this.#entries.get(key)?.values ?? []);
    for (const [name, value] of changes) {
      if (value === null) values.delete(name);
      else values.set(name, value);
    }
    if (values.size === 0) this.#entries.delete(key);
    else this.#entries.set(key, { entity, values });
  }
}

/** The quotas of a cluster: `state.part(CLIENT_QUOTAS)`. */
export const CLIENT_QUOTAS: StateKey<ClientQuotas> = new StateKey(() => new ClientQuotas());

function entityKey(entity: QuotaEntity): string {
  return JSON.stringify([...entity].sort(([a], [b]) => a < b ? -1 : 1));
}
