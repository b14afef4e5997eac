// Access rules and who may do what by them (`StandardAuthorizer`): super users, then rules that forbid, then rules that
// permit; without a rule for the resource the option decides. A part of the cluster state; asked by server.ts for every
// handler, changed by the handlers of ACLs.
import type { DescribeAclsRequest } from "../../protocol/messages/describe_acls.ts";
import { StateKey } from "../cluster_state.ts";
import type { Operation, ResourceKind } from "../handler.ts";
import {
  ALL_OPERATIONS,
  ALLOW,
  ANY,
  DENY,
  LITERAL,
  MATCH,
  OPERATION_CODES,
  permittingCodes,
  PREFIXED,
  RESOURCE_CODES,
} from "./acl_codes.ts";
import { type AclRule, AclRules } from "./acl_rules.ts";

/** A filter of rules, in the numbers of the wire; null is any. */
export type AclFilter = DescribeAclsRequest;

/** Who asks. */
export interface Asker {
  /** `User:name`. */
  readonly principal: string;
  /** Address, as `/127.0.0.1` or `127.0.0.1`. */
  readonly host: string;
}

/** How access rules are switched on. */
export interface AuthorizerOptions {
  /** May do everything. */
  readonly superUsers: readonly string[];
  /** Whether everything is allowed where no rule names the resource. */
  readonly allowIfNone: boolean;
}

/** The access rules of a cluster. */
export class Authorizer {
  #options: AuthorizerOptions | null = null;
  readonly #rules = new AclRules();

  /** Whether rules are asked at all. */
  get enabled(): boolean {
    return this.#options !== null;
  }

  /** Switches the rules on. */
  enable(options: AuthorizerOptions): void {
    this.#options = options;
  }

  /** Adds a rule; once more is the same. */
  add(rule: AclRule): void {
    this.#rules.add(rule);
  }

  /** The rules that a filter finds, in the order in which they were added. */
  find(filter: AclFilter): AclRule[] {
    return [...this.#candidates(filter)].filter((rule) => filterFinds(filter, rule));
  }

  /** Removes rules. */
  remove(rules: readonly AclRule[]): void {
    for (const rule of rules) this.#rules.remove(rule);
  }

  /** Whether `asker` may do `operation` to a resource. */
  allowed(
    asker: Asker,
    operation: Operation,
    { kind, name }: { readonly kind: ResourceKind; readonly name: string },
  ): boolean {
    const options = this.#options;
    if (options === null || options.superUsers.includes(asker.principal)) return true;
    const rules = this.#rules.holdingFor(RESOURCE_CODES[kind], name);
    if (rules.length === 0) return options.allowIfNone;
    const own = rules.filter((rule) => isAbout(rule, asker));
    if (own.some((rule) => rule.permissionType === DENY && denies(rule, operation))) return false;
    const permitting = permittingCodes(operation);
    return own.some((rule) => rule.permissionType === ALLOW && permitting.includes(rule.operation));
  }

  /** Whether `asker` may do `operation` to at least one resource of a kind, as far as the rules tell. */
  allowedSomewhere(asker: Asker, operation: Operation, kind: ResourceKind): boolean {
    const options = this.#options;
    if (options === null || options.superUsers.includes(asker.principal)) return true;
    const own = [...this.#rules.all].filter((rule) =>
      rule.resourceType === RESOURCE_CODES[kind] && isAbout(rule, asker)
    );
    const forbidden = own.filter((rule) => rule.permissionType === DENY && denies(rule, operation));
    if (forbidden.some((rule) => rule.resourceName === "*" && rule.patternType === LITERAL)) return false;
    if (options.allowIfNone) return true;
    const codes = [ALL_OPERATIONS, OPERATION_CODES[operation]];
    return own.some((rule) =>
      rule.permissionType === ALLOW && codes.includes(rule.operation) &&
      !forbidden.some((other) => covers(other, rule))
    );
  }

  /** Rules among which are all that a filter finds. */
  #candidates(filter: AclFilter): Iterable<AclRule> {
    const { resourceTypeFilter: resourceType, resourceNameFilter: resourceName } = filter;
    const { patternTypeFilter: patternType } = filter;
    const several = resourceType === ANY || resourceName === null || patternType === ANY || patternType === MATCH;
    return several ? this.#rules.all : this.#rules.on({ resourceType, resourceName, patternType });
  }
}

/** The access rules of a cluster: `state.part(AUTHORIZER)`. */
export const AUTHORIZER: StateKey<Authorizer> = new StateKey(() => new Authorizer());

function holdsFor({ patternType, resourceName }: AclRule, name: string): boolean {
  if (patternType === PREFIXED) return name.startsWith(resourceName);
  return resourceName === "*" || resourceName === name;
}

function isAbout(rule: AclRule, { principal, host }: Asker): boolean {
  if (rule.principal !== principal && rule.principal !== "User:*") return false;
  return rule.host === "*" || rule.host === host.replace(/^\//, "");
}

function denies({ operation }: AclRule, asked: Operation): boolean {
  return operation === ALL_OPERATIONS || operation === OPERATION_CODES[asked];
}

/** Whether a rule that forbids leaves nothing of a rule that permits. */
function covers(denied: AclRule, permitted: AclRule): boolean {
  if (denied.patternType === PREFIXED) return permitted.resourceName.startsWith(denied.resourceName);
  return permitted.patternType === LITERAL && denied.resourceName === permitted.resourceName;
}

function filterFinds(filter: AclFilter, rule: AclRule): boolean {
  return filterFindsPattern(filter, rule) &&
    (filter.principalFilter === null || filter.principalFilter === rule.principal) &&
    (filter.hostFilter === null || filter.hostFilter === rule.host) &&
    (filter.operation === ANY || filter.operation === rule.operation) &&
    (filter.permissionType === ANY || filter.permissionType === rule.permissionType);
}

function filterFindsPattern(filter: AclFilter, rule: AclRule): boolean {
  if (filter.resourceTypeFilter !== ANY && filter.resourceTypeFilter !== rule.resourceType) return false;
  const { resourceNameFilter: name, patternTypeFilter: pattern } = filter;
  if (pattern !== ANY && pattern !== MATCH && pattern !== rule.patternType) return false;
  if (name === null) return true;
  return pattern === MATCH ? holdsFor(rule, name) : name === rule.resourceName;
}
