// The access rules themselves: each once, in the order in which they were added, and found by their resource without a
// look at all the others. Owned by authorizer.ts.
import { LITERAL, PREFIXED } from "./acl_codes.ts";

/** What a rule is about, in the numbers of the wire. */
export interface AclResource {
  /** Kind of resource. */
  readonly resourceType: number;
  /** Its name, `*`, or the beginning of names. */
  readonly resourceName: string;
  /** Literal or prefixed. */
  readonly patternType: number;
}

/** A rule, in the numbers of the wire. */
export interface AclRule extends AclResource {
  /** Who: `User:name` or `User:*`. */
  readonly principal: string;
  /** From where: an address or `*`. */
  readonly host: string;
  /** What. */
  readonly operation: number;
  /** Whether it permits or forbids. */
  readonly permissionType: number;
}

/** Rules. */
export class AclRules {
  readonly #all = new Map<string, AclRule>();
  readonly #byResource = new Map<string, Set<AclRule>>();
  /** The prefixed ones by kind of resource. */
  readonly #prefixed = new Map<number, Set<AclRule>>();

  /** All rules. */
  get all(): Iterable<AclRule> {
    return this.#all.values();
  }

  /** The rules that name exactly this. */
  on(resource: AclResource): Iterable<AclRule> {
    return this.#byResource.get(resourceKey(resource)) ?? [];
  }

  /** The rules that hold for a resource: those of its name, of `*`, and of what its name begins with. */
  holdingFor(resourceType: number, name: string): AclRule[] {
    const named = [name, "*"].flatMap((resourceName) => {
      return [...this.on({ resourceType, resourceName, patternType: LITERAL })];
    });
    const prefixed = [...this.#prefixed.get(resourceType) ?? []];
    return [...named, ...prefixed.filter(({ resourceName }) => name.startsWith(resourceName))];
  }

  /** Adds a rule; once more is the same. */
  add(rule: AclRule): void {
    const key = ruleKey(rule);
    if (this.#all.has(key)) return;
    this.#all.set(key, rule);
    put(this.#byResource, resourceKey(rule), rule);
    if (rule.patternType === PREFIXED) put(this.#prefixed, rule.resourceType, rule);
  }

  /** Removes a rule. */
  remove(same: AclRule): void {
    const key = ruleKey(same);
    const rule = this.#all.get(key);
    if (rule === undefined) return;
    this.#all.delete(key);
    drop(this.#byResource, resourceKey(rule), rule);
    if (rule.patternType === PREFIXED) drop(this.#prefixed, rule.resourceType, rule);
  }
}

function resourceKey({ resourceType, patternType, resourceName }: AclResource): string {
  return `${resourceType} ${patternType} ${resourceName}`;
}

/** Names may hold anything: what stands between them must not be mistaken for a part of them. */
function ruleKey(rule: AclRule): string {
  const { principal, host, operation, permissionType } = rule;
  return JSON.stringify([resourceKey(rule), principal, host, operation, permissionType]);
}

function put<Key>(index: Map<Key, Set<AclRule>>, key: Key, rule: AclRule): void {
  const rules = index.get(key) ?? new Set();
  index.set(key, rules.add(rule));
}

function drop<Key>(index: Map<Key, Set<AclRule>>, key: Key, rule: AclRule): void {
  const rules = index.get(key);
  rules?.delete(rule);
  if (rules?.size === 0) index.delete(key);
}
