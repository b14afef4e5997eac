// Compiles the kernels of this folder with AssemblyScript into the constants of the files that load them:
// `node tools/wasm/build.ts` writes the constants, `--check` compares them with the sources and fails when they differ.
import { readFile, writeFile } from "node:fs/promises";
import process from "node:process";
// @ts-ignore: the compiler's own declarations do not cover this entry point
import asc from "assemblyscript/asc";

const CONSTANT = /(const KERNEL =\n?\s*)"[A-Za-z0-9+/=]*"/;
const FLAGS = ["-O3", "--noAssert", "--runtime", "stub", "--use", "abort="];
const KERNELS = [
  {
    source: "crc32c.as",
    target: "protocol/wire/crc32c_wasm.ts",
    flags: ["--initialMemory", "2", "--maximumMemory", "2"],
  },
  {
    source: "lz4.as",
    target: "protocol/compression/lz4_wasm.ts",
    flags: ["--initialMemory", "4", "--maximumMemory", "96", "--enable", "simd"],
  },
];

type Kernel = (typeof KERNELS)[number];

/** The compiled module. The source is not named `.ts`, for it is no TypeScript; so the compiler is given its text. */
async function compile({ source, flags }: Kernel): Promise<Uint8Array> {
  const code = await readFile(new URL(source, import.meta.url), "utf8");
  let binary: Uint8Array | null = null;
  const { error, stderr } = await asc.main(["kernel.ts", "-o", "kernel.wasm", ...FLAGS, ...flags], {
    readFile: (name: string) => name === "kernel.ts" ? code : null,
    writeFile: (_name: string, bytes: string | Uint8Array) => {
      if (typeof bytes !== "string") binary = bytes;
    },
    listFiles: () => [],
  });
  if (error !== null || binary === null) throw new Error(`AssemblyScript could not compile ${source}: ${stderr}`);
  return binary;
}

for (const kernel of KERNELS) {
  const target = new URL(`../../${kernel.target}`, import.meta.url);
  const text = await readFile(target, "utf8");
  if (!CONSTANT.test(text)) throw new Error(`${kernel.target} has no constant KERNEL`);
  const binary = (await compile(kernel)).reduce((all, byte) => all + String.fromCharCode(byte), "");
  const wanted = text.replace(CONSTANT, `$1"${btoa(binary)}"`);
  if (!process.argv.includes("--check")) {
    await writeFile(target, wanted);
  } else if (wanted !== text) {
    process.stderr.write(
      `${kernel.target} is not what ${kernel.source} compiles to: run node tools/wasm/build.ts\n`,
    );
    process.exitCode = 1;
  }
}
