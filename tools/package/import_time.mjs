// Prints how many milliseconds the import of the installed package takes. package_check.ts copies it beside it.
const start = performance.now();
await import("@samsa/kafka");
console.log((performance.now() - start).toFixed(1));
