// Compiles crc32c.as with AssemblyScript into protocol/wire/crc32c_wasm.ts: `node tools/wasm/build.ts` writes the
// constant, `--check` compares it with the source and fails when they differ.
import { readFile, writeFile } from "node:fs/promises";
import process from "node:process";
// @ts-ignore: the compiler's own declarations do not cover this entry point
import asc from "assemblyscript/asc";

const SOURCE = new URL("./crc32c.as", import.meta.url);
const TARGET = new URL("../../protocol/wire/crc32c_wasm.ts", import.meta.url);
const CONSTANT = /(const KERNEL =\n?\s*)"[A-Za-z0-9+/=]*"/;

/** The compiled module. The source is not named `.ts`, for it is no TypeScript; so the compiler is given its text. */
async function compile(): Promise<Uint8Array> {
  const source = await readFile(SOURCE, "utf8");
  let binary: Uint8Array | null = null;
  const flags = ["-O3", "--noAssert", "--runtime", "stub", "--use", "abort=", "--initialMemory", "2"];
  const { error, stderr } = await asc.main(["crc32c.ts", "-o", "crc32c.wasm", "--maximumMemory", "2", ...flags], {
    readFile: (name: string) => name === "crc32c.ts" ? source : null,
    writeFile: (_name: string, bytes: string | Uint8Array) => {
      if (typeof bytes !== "string") binary = bytes;
    },
    listFiles: () => [],
  });
  if (error !== null || binary === null) throw new Error(`AssemblyScript could not compile crc32c.as: ${stderr}`);
  return binary;
}

const text = await readFile(TARGET, "utf8");
if (!CONSTANT.test(text)) throw new Error("protocol/wire/crc32c_wasm.ts has no constant KERNEL");
const kernel = (await compile()).reduce((all, byte) => all + String.fromCharCode(byte), "");
const wanted = text.replace(CONSTANT, `$1"${btoa(kernel)}"`);
if (process.argv.includes("--check")) {
  if (wanted !== text) {
    process.stderr.write(
      "protocol/wire/crc32c_wasm.ts is not what crc32c.as compiles to: run node tools/wasm/build.ts\n",
    );
    process.exitCode = 1;
  }
} else {
  await writeFile(TARGET, wanted);
}
