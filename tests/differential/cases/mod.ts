// All differential cases.
import type { DifferentialCase } from "../script.ts";
import { metadataCases } from "./metadata.ts";

/** All cases. */
export const CASES: readonly DifferentialCase[] = [...metadataCases];
