// The first seed that finds each planted bug. Written by `node tests/simulation/planted/search.ts --record`.

/** Seeds by the names of the plants. */
export const SEEDS: Readonly<Record<string, number>> = {};
