// A member of a classic group: what it can do, what it is assigned, and the answers that it waits for. Owned by
// classic_group.ts.
import type { DescribeGroupsResponse } from "../../protocol/messages/describe_groups.ts";
import type { JoinGroupRequest, JoinGroupResponse } from "../../protocol/messages/join_group.ts";
import type { SyncGroupResponse } from "../../protocol/messages/sync_group.ts";
import type { Init } from "../../protocol/wire/api.ts";
import type { Reply } from "./classic_protocol.ts";

/** A protocol that a member can follow, and its metadata for it. */
export interface MemberProtocol {
  /** Name: `"range"`, `"cooperative-sticky"` … */
  readonly name: string;
  /** The member's metadata, which only the group's leader understands. */
  readonly metadata: Uint8Array;
}

/** What is kept of a member when the group moves to another coordinator or becomes a group of another kind. */
export interface ClassicMemberState {
  /** Member id. */
  readonly id: string;
  /** Name of a static member. */
  readonly instanceId: string | null;
  /** Client id. */
  readonly clientId: string;
  /** Address of the client. */
  readonly clientHost: string;
  /** Longest wait for it in a rebalance, in ms. */
  readonly rebalanceTimeoutMs: number;
  /** Longest silence in ms. */
  readonly sessionTimeoutMs: number;
  /** Protocols, the preferred one first. */
  readonly protocols: readonly MemberProtocol[];
  /** What the leader has assigned to it. */
  readonly assignment: Uint8Array;
}

/** Nothing is assigned. */
export const NO_ASSIGNMENT: Uint8Array = new Uint8Array(0);

/** A member. */
export class ClassicMember implements ClassicMemberState {
  readonly id: string;
  readonly instanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  rebalanceTimeoutMs: number;
  sessionTimeoutMs: number;
  protocols: readonly MemberProtocol[];
  assignment: Uint8Array;
  /** Whether it waits for the answer of its first JoinGroup: it has no session to keep alive yet. */
  isNew = false;
  #joining: Reply<JoinGroupResponse> | null = null;
  #syncing: Reply<SyncGroupResponse> | null = null;

  /** A member in that state, which waits for nothing. */
  constructor(state: ClassicMemberState) {
    this.id = state.id;
    this.instanceId = state.instanceId;
    this.clientId = state.clientId;
    this.clientHost = state.clientHost;
    this.rebalanceTimeoutMs = state.rebalanceTimeoutMs;
    this.sessionTimeoutMs = state.sessionTimeoutMs;
    this.protocols = state.protocols;
    this.assignment = state.assignment;
  }

  /** Whether it has joined and waits for the others. */
  get isJoining(): boolean {
    return this.#joining !== null;
  }

  /** Whether its silence is no sign of death: it waits for an answer. */
  get isWaiting(): boolean {
    return !this.isNew && (this.#joining !== null || this.#syncing !== null);
  }

  /** It waits for the answer of JoinGroup. An older JoinGroup of it is never answered, as in Kafka. */
  waitForJoin(reply: Reply<JoinGroupResponse>): void {
    this.#joining = reply;
  }

  /** It waits for the answer of SyncGroup. */
  waitForSync(reply: Reply<SyncGroupResponse>): void {
    this.#syncing = reply;
  }

  /** Answers its JoinGroup, if it waits for it. */
  answerJoin(response: Init<JoinGroupResponse>): void {
    const reply = this.#joining;
    this.#joining = null;
    reply?.(response);
  }

  /** Answers its SyncGroup, if it waits for it. True when it did. */
  answerSync(response: Init<SyncGroupResponse>): boolean {
    const reply = this.#syncing;
    this.#syncing = null;
    reply?.(response);
    return reply !== null;
  }

  /** Takes what a new JoinGroup says. */
  update({ protocols, rebalanceTimeoutMs, sessionTimeoutMs }: JoinGroupRequest): void {
    this.protocols = protocols;
    this.rebalanceTimeoutMs = rebalanceTimeoutMs;
    this.sessionTimeoutMs = sessionTimeoutMs;
  }

  /** Whether it supports a protocol. */
  supports(name: string): boolean {
    return this.protocols.some((protocol) => protocol.name === name);
  }

  /** Its metadata for a protocol. */
  metadata(name: string): Uint8Array {
    return this.protocols.find((protocol) => protocol.name === name)?.metadata ?? NO_ASSIGNMENT;
  }

  /** Whether its protocols and metadata are those. */
  matches(protocols: readonly MemberProtocol[]): boolean {
    return protocols.length === this.protocols.length && protocols.every(({ name, metadata }, n) => {
      const mine = this.protocols[n];
      return mine.name === name && sameBytes(mine.metadata, metadata);
    });
  }

  /** As DescribeGroups shows it; with its metadata when the group follows `protocolName`. */
  describe(protocolName: string | null): Init<DescribeGroupsResponse["groups"][number]["members"][number]> {
    return {
      memberId: this.id,
      groupInstanceId: this.instanceId,
      clientId: this.clientId,
      clientHost: this.clientHost,
      memberMetadata: protocolName === null ? NO_ASSIGNMENT : this.metadata(protocolName),
      memberAssignment: this.assignment,
    };
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
