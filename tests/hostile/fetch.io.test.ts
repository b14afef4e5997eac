// Fetch answers that break, double or swap: an error with topic, partition and offset, nothing of a broken batch handed
// over, each record once, and no flood of requests to a broker that makes no progress.
import assert from "node:assert/strict";
import { type ConsumerOptions, ProtocolError } from "../../mod.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ListOffsetsBroker } from "../../protocol/messages/list_offsets.ts";
import { loadPlatform } from "../../transports/auto.ts";
import { test, type TestContext } from "../harness.ts";
import { goodFetch, goodProduce, type Script } from "./hostile_broker.ts";
import { against, batchOf, damaged, readSome } from "./hostile_client.ts";
