// Prints hashes of runs in which every read of bytes goes through `.finally`, which takes another number of turns on Bun.
// Run by hashes.io.test.ts.
import { runWorkload, WORKLOAD_NAMES } from "../../simulation/workloads/workloads.ts";
import { MemoryPipe } from "../../transports/memory_pipe.ts";

const { read } = MemoryPipe.prototype;
MemoryPipe.prototype.read = function () {
  return read.call(this).finally(() => {});
};
const hashes: Record<string, string> = {};
for (const workload of WORKLOAD_NAMES) {
  for (let seed = 1; seed <= 5; seed++) {
    const { hash } = await runWorkload(workload, { seed, load: { durationMs: 500, share: 1 } });
    hashes[`${workload} ${seed}`] = hash;
  }
}
console.log(JSON.stringify(hashes));
