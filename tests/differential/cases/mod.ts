// All differential cases.
import type { DifferentialCase } from "../script.ts";
import { adminCases } from "./admin.ts";
import { classicGroupCases } from "./classic_groups.ts";
import { configCases } from "./configs.ts";
import { consumerGroupCases } from "./consumer_groups.ts";
import { fetchCases } from "./fetch.ts";
import { fetchSessionCases } from "./fetch_sessions.ts";
import { frameCases } from "./frames.ts";
import { idempotenceCases } from "./idempotence.ts";
import { listOffsetsCases } from "./list_offsets.ts";
import { metadataCases } from "./metadata.ts";
import { offsetCases } from "./offsets.ts";
import { produceCases } from "./produce.ts";
import { securityCases } from "./security.ts";
import { topicCases } from "./topics.ts";
import { transactionListCases } from "./transaction_lists.ts";
import { transactionCases } from "./transactions.ts";

/** All cases. */
export const CASES: readonly DifferentialCase[] = [
  ...frameCases,
  ...metadataCases,
  ...topicCases,
  ...produceCases,
  ...idempotenceCases,
  ...fetchCases,
  ...fetchSessionCases,
  ...listOffsetsCases,
  ...classicGroupCases,
  ...offsetCases,
  ...consumerGroupCases,
  ...transactionCases,
  ...transactionListCases,
  ...configCases,
  ...securityCases,
  ...adminCases,
];
