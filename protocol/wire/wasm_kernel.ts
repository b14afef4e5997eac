// Loads the WebAssembly that stands as text in a source file. Called by crc32c_wasm.ts and compression/lz4_wasm.ts; must
// not know what the code does.

/** The part of WebAssembly that is used; no runtime's own declarations are needed. */
interface WasmApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

/**
 * The exports of the code in base64, made into something by `use`; null where the runtime has no WebAssembly or refuses
 * to compile it.
 */
export function loadKernel<Exports, Kernel>(code: string, use: (exports: Exports) => Kernel): Kernel | null {
  const api = (globalThis as { readonly WebAssembly?: WasmApi }).WebAssembly;
  if (api === undefined) return null;
  try {
    const module = new api.Module(Uint8Array.from(atob(code), (char) => char.charCodeAt(0)));
    return use(new api.Instance(module).exports as Exports);
  } catch {
    // workerd compiles no WebAssembly at run time ("Wasm code generation disallowed by embedder").
    return null;
  }
}
