// kafkajs does its ordinary work against samsa broker.
import { interoperates, ORDINARY } from "./interop.ts";
import { kafkajs } from "./strangers.ts";

await interoperates({ name: "kafkajs", prepare: kafkajs, cases: ORDINARY });
