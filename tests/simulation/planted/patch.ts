// Applies the patch of a plant. Called by run_planted.ts and the test; pure.
import type { Plant } from "./plants.ts";

/** How often the patch finds its place in a text: once, or it no longer applies. */
export function places(source: string, { find }: Plant): number {
  return source.split(find).length - 1;
}

/** The text with the bug in it. */
export function patched(source: string, plant: Plant): string {
  const count = places(source, plant);
  if (count !== 1) throw new Error(`The patch "${plant.name}" no longer applies to ${plant.file}: ${count} places`);
  return source.replace(plant.find, () => plant.replace);
}
