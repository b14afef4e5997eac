// Differential cases: what is told about transactions.
import { AddPartitionsToTxn } from "../../../protocol/messages/add_partitions_to_txn.ts";
import { DescribeTransactions } from "../../../protocol/messages/describe_transactions.ts";
import { EndTxn } from "../../../protocol/messages/end_txn.ts";
import { InitProducerId } from "../../../protocol/messages/init_producer_id.ts";
import { ListTransactions, type ListTransactionsRequest } from "../../../protocol/messages/list_transactions.ts";
import type { DifferentialCase, Script } from "../script.ts";
import { producer } from "./records.ts";

function describe(script: Script, ...transactionalIds: readonly string[]): Promise<unknown> {
  return script.call(DescribeTransactions, { transactionalIds });
}

/** Opens a transaction with a partition; gives what ends it. */
async function open(
  script: Script,
  text: string,
  topic: string,
): Promise<{ readonly id: string; end(): Promise<void> }> {
  const id = script.name(text);
  await script.coordinator(id, "transaction");
  const { producerId, producerEpoch } = await producer(script, { transactionalId: id });
  await script.call(AddPartitionsToTxn, {
    v3AndBelowTransactionalId: id,
    v3AndBelowProducerId: producerId,
    v3AndBelowProducerEpoch: producerEpoch,
    v3AndBelowTopics: [{ name: topic, partitions: [0] }],
  }, { version: 3 });
  const end = async () => {
    await script.call(EndTxn, { transactionalId: id, producerId, producerEpoch, committed: true }, { version: 3 });
    await script.until("its end", async () => {
      const { transactionStates: [state] } = await script.call(DescribeTransactions, { transactionalIds: [id] }, {
        silent: true,
      });
      return state?.transactionState === "CompleteCommit";
    });
  };
  return { id, end };
}

/** The transactions of this case alone. */
async function listed(script: Script, request: Partial<ListTransactionsRequest> = {}): Promise<void> {
  const answer = await script.call(ListTransactions, request, { silent: true });
  const own = answer.transactionStates.filter(({ transactionalId }) => transactionalId.startsWith(script.name("")))
    .toSorted((a, b) => a.transactionalId < b.transactionalId ? -1 : 1);
  const asked = { ...request, producerIdFilters: request.producerIdFilters?.length };
  script.note(`ListTransactions ${JSON.stringify(asked, (_, v) => typeof v === "bigint" ? `${v}` : v)}`, {
    ...answer,
    transactionStates: own,
  });
}

/** Cases. */
export const transactionListCases: readonly DifferentialCase[] = [
  {
    name: "DescribeTransactions from the first to the last state",
    api: DescribeTransactions,
    run: async (script) => {
      const { name } = await script.topic();
      const id = script.name("tx");
      await script.coordinator(id, "transaction");
      await describe(script, id);
      const transaction = await open(script, "tx", name);
      await describe(script, id);
      await transaction.end();
      await describe(script, id);
      await script.call(InitProducerId, { transactionalId: id, transactionTimeoutMs: 30_000 }, { version: 5 });
      await describe(script, id);
    },
  },
  {
    name: "DescribeTransactions of strangers",
    api: DescribeTransactions,
    run: async (script) => {
      const id = script.name("tx");
      await script.coordinator(id, "transaction");
      await describe(script, id, "");
      await describe(script, id, id);
      await describe(script);
    },
  },
  {
    name: "ListTransactions by state",
    api: ListTransactions,
    run: async (script) => {
      const { name } = await script.topic();
      await listed(script);
      const { end } = await open(script, "a", name);
      await open(script, "b", name);
      await end();
      await listed(script);
      await listed(script, { stateFilters: ["Ongoing"] });
      await listed(script, { stateFilters: ["CompleteCommit", "Nonsense"] });
      await listed(script, { stateFilters: ["ongoing"] });
    },
  },
  {
    name: "ListTransactions by producer, age and pattern",
    api: ListTransactions,
    run: async (script) => {
      const { name } = await script.topic();
      await open(script, "a", name);
      await open(script, "b", name);
      await listed(script, { producerIdFilters: [987_654_321n] });
      await listed(script, { durationFilter: 600_000n });
      await listed(script, { durationFilter: 0n });
      await listed(script, { transactionalIdPattern: `${script.name("a")}.*` });
      await listed(script, { transactionalIdPattern: "(unclosed" });
      await listed(script, { transactionalIdPattern: "" });
    },
    only: { end: "highest", why: "the lowest version has neither age nor pattern" },
  },
];
