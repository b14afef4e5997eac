// Differential cases: access rules, quotas and users.
import { AlterClientQuotas, type AlterClientQuotasRequest } from "../../../protocol/messages/alter_client_quotas.ts";
import { AlterUserScramCredentials } from "../../../protocol/messages/alter_user_scram_credentials.ts";
import { CreateAcls } from "../../../protocol/messages/create_acls.ts";
import { DeleteAcls } from "../../../protocol/messages/delete_acls.ts";
import { DescribeAcls } from "../../../protocol/messages/describe_acls.ts";
import { DescribeClientQuotas } from "../../../protocol/messages/describe_client_quotas.ts";
import { DescribeUserScramCredentials } from "../../../protocol/messages/describe_user_scram_credentials.ts";
import type { Init } from "../../../protocol/wire/api.ts";
import type { DifferentialCase, Script } from "../script.ts";

type QuotaEntry = Init<AlterClientQuotasRequest["entries"][number]>;

const ANY = 1;
const EXACT = 0;
const ANYTHING = 2;

function quota(script: Script, entry: QuotaEntry, validateOnly = false): Promise<unknown> {
  return script.call(AlterClientQuotas, { entries: [entry], validateOnly });
}

function user(entityName: string | null): QuotaEntry["entity"] {
  return [{ entityType: "user", entityName }];
}

function rate(key: string, value: number): QuotaEntry["ops"] {
  return [{ key, value, remove: false }];
}

function quotas(script: Script, entityName: string): Promise<unknown> {
  const components = [{ entityType: "user", matchType: EXACT, match: entityName }];
  return script.call(DescribeClientQuotas, { components, strict: false });
}

/** Waits for a change: real brokers hear of it a moment later. */
async function quotasOf(script: Script, entityName: string, count: number): Promise<void> {
  await script.until(`${count} quotas`, async () => {
    const components = [{ entityType: "user", matchType: EXACT, match: entityName }];
    const { entries } = await script.call(DescribeClientQuotas, { components }, { silent: true });
    return (entries?.flatMap(({ values }) => values).length ?? 0) === count;
  });
}

const SALT = new Uint8Array([1, 2, 3]);

function scram(script: Script, name: string, options: {
  readonly mechanism?: number;
  readonly iterations?: number;
  readonly salt?: Uint8Array;
} = {}): Promise<unknown> {
  const { mechanism = 1, iterations = 4096, salt = SALT } = options;
  const saltedPassword = new Uint8Array(mechanism === 2 ? 64 : 32).fill(7);
  return script.call(AlterUserScramCredentials, {
    upsertions: [{ name, mechanism, iterations, salt, saltedPassword }],
  });
}

function forget(script: Script, name: string, mechanism = 1): Promise<unknown> {
  return script.call(AlterUserScramCredentials, { deletions: [{ name, mechanism }] });
}

async function usersOf(script: Script, name: string, count: number): Promise<void> {
  await script.until(`${count} credentials`, async () => {
    const { results } = await script.call(DescribeUserScramCredentials, { users: [{ name }] }, { silent: true });
    return (results[0]?.credentialInfos.length ?? 0) === count;
  });
}

const acls: readonly DifferentialCase[] = [
  {
    name: "DescribeAcls where access is not controlled",
    api: DescribeAcls,
    run: async (script) => {
      await script.call(DescribeAcls, { resourceTypeFilter: 1, patternTypeFilter: 1, operation: 1, permissionType: 1 });
      await script.call(DescribeAcls, {
        resourceTypeFilter: 2,
        resourceNameFilter: "a",
        patternTypeFilter: 3,
        operation: 3,
        permissionType: 3,
      });
    },
  },
  {
    name: "CreateAcls where access is not controlled",
    api: CreateAcls,
    run: async (script) => {
      const acl = {
        resourceType: 2,
        resourceName: "a",
        resourcePatternType: 3,
        principal: "User:a",
        host: "*",
        operation: 3,
        permissionType: 3,
      };
      await script.call(CreateAcls, { creations: [acl, { ...acl, principal: "nonsense" }] });
      await script.call(CreateAcls, { creations: [] });
    },
  },
  {
    name: "DeleteAcls where access is not controlled",
    api: DeleteAcls,
    run: async (script) => {
      const filter = { resourceTypeFilter: 2, patternTypeFilter: 3, operation: 3, permissionType: 3 };
      await script.call(DeleteAcls, { filters: [{ ...filter, resourceNameFilter: "a" }, filter] });
      await script.call(DeleteAcls, { filters: [] });
    },
  },
];

const clientQuotas: readonly DifferentialCase[] = [
  {
    name: "Quotas of a user are set, changed, described and removed",
    api: AlterClientQuotas,
    run: async (script) => {
      const name = script.name("user");
      await quota(script, { entity: user(name), ops: rate("producer_byte_rate", 1000) });
      await quota(script, { entity: user(name), ops: rate("request_percentage", 50.5) });
      await quota(script, { entity: user(name), ops: rate("consumer_byte_rate", 2000.5) });
      await quotasOf(script, name, 2);
      await quotas(script, name);
      await quota(script, { entity: user(name), ops: [{ key: "producer_byte_rate", remove: true }] });
      await quota(script, { entity: user(name), ops: [{ key: "controller_mutation_rate", remove: true }] });
      await quotasOf(script, name, 1);
      await quotas(script, name);
      await quota(script, { entity: user(name), ops: [{ key: "request_percentage", remove: true }] });
    },
  },
  {
    name: "Quotas that are not allowed",
    api: AlterClientQuotas,
    run: async (script) => {
      const entity = user(script.name("user"));
      await quota(script, { entity, ops: rate("nonsense", 1) });
      await quota(script, { entity, ops: rate("producer_byte_rate", 0) });
      await quota(script, { entity, ops: rate("producer_byte_rate", -1) });
      await quota(script, { entity, ops: rate("producer_byte_rate", 1.5) });
      await quota(script, { entity, ops: rate("connection_creation_rate", 5) });
      await quota(script, { entity: [], ops: rate("producer_byte_rate", 1) });
      await quota(script, {
        entity: [{ entityType: "nonsense", entityName: "a" }],
        ops: rate("producer_byte_rate", 1),
      });
      await quota(script, { entity: user(""), ops: rate("producer_byte_rate", 1) });
      const twice = [...user("a") ?? [], ...user("b") ?? []];
      await quota(script, { entity: twice, ops: rate("producer_byte_rate", 1) });
    },
  },
  {
    name: "Quotas that are only validated",
    api: AlterClientQuotas,
    run: async (script) => {
      const name = script.name("user");
      await quota(script, { entity: user(name), ops: rate("producer_byte_rate", 1000) }, true);
      await quota(script, { entity: user(name), ops: rate("nonsense", 1) }, true);
      await quotas(script, name);
    },
  },
  {
    name: "DescribeClientQuotas with filters that are not allowed",
    api: DescribeClientQuotas,
    run: async (script) => {
      const ask = (...components: readonly { entityType: string; matchType: number; match: string | null }[]) =>
        script.call(DescribeClientQuotas, { components });
      await ask({ entityType: "nonsense", matchType: EXACT, match: "a" });
      await ask({ entityType: "user", matchType: 7, match: null });
      await ask({ entityType: "user", matchType: EXACT, match: null });
      await ask({ entityType: "user", matchType: ANY, match: "a" });
      await ask({ entityType: "user", matchType: ANYTHING, match: "a" });
      await ask({ entityType: "", matchType: EXACT, match: "a" });
      const one = { entityType: "user", matchType: EXACT, match: "a" };
      await ask(one, one);
      await ask({ entityType: "ip", matchType: EXACT, match: "127.0.0.9" }, one);
    },
  },
  {
    name: "DescribeClientQuotas of a user and a client together",
    api: DescribeClientQuotas,
    run: async (script) => {
      const name = script.name("user");
      const entity = [...user(name) ?? [], { entityType: "client-id", entityName: "c" }];
      await quota(script, { entity, ops: rate("request_percentage", 50) });
      await quotasOf(script, name, 1);
      await quotas(script, name);
      const components = [{ entityType: "user", matchType: EXACT, match: name }];
      await script.call(DescribeClientQuotas, { components, strict: true });
      const both = [...components, { entityType: "client-id", matchType: ANYTHING, match: null }];
      await script.call(DescribeClientQuotas, { components: both, strict: true });
      await quota(script, { entity, ops: [{ key: "request_percentage", remove: true }] });
    },
  },
];

const users: readonly DifferentialCase[] = [
  {
    name: "SCRAM users are made, described and removed",
    api: AlterUserScramCredentials,
    run: async (script) => {
      const name = script.name("user");
      await scram(script, name);
      await scram(script, name, { mechanism: 2, iterations: 8192 });
      await usersOf(script, name, 2);
      await script.call(DescribeUserScramCredentials, { users: [{ name }] });
      await forget(script, name);
      await usersOf(script, name, 1);
      await script.call(DescribeUserScramCredentials, { users: [{ name }] });
      await forget(script, name, 2);
      await usersOf(script, name, 0);
      await forget(script, name, 2);
    },
  },
  {
    name: "SCRAM credentials that are not allowed",
    api: AlterUserScramCredentials,
    run: async (script) => {
      const name = script.name("user");
      await scram(script, "");
      await scram(script, name, { mechanism: 0 });
      await scram(script, name, { mechanism: 9 });
      await scram(script, name, { iterations: 4095 });
      await scram(script, name, { iterations: 16_385 });
      await forget(script, name);
      await forget(script, name, 9);
      await forget(script, "");
      const upsertion = { name, mechanism: 1, iterations: 4096, salt: SALT, saltedPassword: new Uint8Array(32) };
      await script.call(AlterUserScramCredentials, { upsertions: [upsertion, upsertion] });
      await script.call(AlterUserScramCredentials, {
        deletions: [{ name, mechanism: 1 }],
        upsertions: [upsertion],
      });
      await script.call(AlterUserScramCredentials, {});
    },
  },
  {
    name: "DescribeUserScramCredentials of users that are not there, and of one twice",
    api: DescribeUserScramCredentials,
    run: async (script) => {
      const name = script.name("none");
      await script.call(DescribeUserScramCredentials, { users: [{ name }] });
      await script.call(DescribeUserScramCredentials, { users: [{ name: "" }] });
      await script.call(DescribeUserScramCredentials, { users: [{ name }, { name }, { name: script.name("other") }] });
    },
  },
];

/** Cases. */
export const securityCases: readonly DifferentialCase[] = [...acls, ...clientQuotas, ...users];
