// librdkafka does its ordinary work against samsa broker.
import { interoperates, NEXT_GENERATION, ORDINARY } from "./interop.ts";
import { librdkafka } from "./strangers.ts";

await interoperates({ name: "librdkafka", prepare: librdkafka, cases: [...ORDINARY, ...NEXT_GENERATION] });
