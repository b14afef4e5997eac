// Declarations of npm modules that bring none.

declare module "snappyjs" {
  /** Compresses into one block. */
  export function compress(uncompressed: Uint8Array): Uint8Array;
}
