// Java does its ordinary work against samsa broker.
import { interoperates, NEXT_GENERATION, ORDINARY } from "./interop.ts";
import { javaClient } from "./strangers.ts";

const OWN = ["an older transactional producer is fenced", "admin: partitions, configs, groups, offsets, records"];

await interoperates({ name: "Java", prepare: javaClient, cases: [...ORDINARY, ...NEXT_GENERATION, ...OWN] });
