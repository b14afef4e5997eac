// The module of workerd, for tsc only: transports/workerd.ts gives it its type. Deno accepts the import as it is.

declare module "cloudflare:sockets";
