// Epochs of transaction coordinators, one for each internal partition: an epoch grows whenever another broker takes the
// partition over, and for a moment that broker still reads it. Asked by transaction_store.ts; needs no timers.
import type { ClusterState } from "../cluster_state.ts";
import { coordinatorPartition, COORDINATORS, LOAD_MS } from "../coordinators.ts";

interface Tenure {
  readonly nodeId: number;
  readonly epoch: number;
  /** When its partition is read. */
  readonly loadedAt: number;
}

/** Who coordinates since when. */
export class CoordinatorEpochs {
  readonly #state: ClusterState;
  readonly #tenures = new Map<number, Tenure>();

  /** Nobody was asked yet. */
  constructor(state: ClusterState) {
    this.#state = state;
  }

  /** Epoch of the coordinator of a transactional id. */
  epochOf(transactionalId: string): number {
    return this.#tenure(transactionalId).epoch;
  }

  /** Whether the coordinator still reads its partition. */
  isLoading(transactionalId: string): boolean {
    return this.#state.platform.clock.now() < this.#tenure(transactionalId).loadedAt;
  }

  #tenure(transactionalId: string): Tenure {
    const partition = coordinatorPartition(transactionalId);
    const known = this.#tenures.get(partition);
    const nodeId = this.#state.part(COORDINATORS).of("transaction", transactionalId)?.id ?? -1;
    if (known !== undefined && (nodeId === -1 || known.nodeId === nodeId)) return known;
    const loadedAt = known === undefined ? 0 : this.#state.platform.clock.now() + LOAD_MS;
    const tenure: Tenure = { nodeId, epoch: (known?.epoch ?? -1) + 1, loadedAt };
    this.#tenures.set(partition, tenure);
    return tenure;
  }
}
