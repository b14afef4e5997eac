// franz-go does its ordinary work against samsa broker.
import { interoperates, ORDINARY } from "./interop.ts";
import { franzGo } from "./strangers.ts";

await interoperates({ name: "franz-go", prepare: franzGo, cases: ORDINARY });
