// Differential cases: frames that no client would send.
import { ApiVersions } from "../../../protocol/messages/api_versions.ts";
import type { DifferentialCase } from "../script.ts";

const ONCE = { end: "highest", why: "the frames are written by hand" } as const;
const CORRELATION_ID = 7;
const API_VERSIONS = 18;
const METADATA = 3;

interface Header {
  readonly apiKey?: number;
  readonly version?: number;
  /** Length of the client id. @default -1: null */
  readonly clientIdLength?: number;
  /** What follows. */
  readonly body?: readonly number[];
  /** Size that the frame says. @default the right one */
  readonly size?: number;
}

/** A frame with a header of version 1. */
function frame({ apiKey = API_VERSIONS, version = 0, clientIdLength = -1, body = [], size }: Header): Uint8Array {
  const bytes = new Uint8Array(14 + body.length);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, size ?? bytes.length - 4);
  view.setInt16(4, apiKey);
  view.setInt16(6, version);
  view.setInt32(8, CORRELATION_ID);
  view.setInt16(12, clientIdLength);
  bytes.set(body, 14);
  return bytes;
}

/** Cases. */
export const frameCases: readonly DifferentialCase[] = [
  {
    name: "Frames whose size is not allowed",
    api: ApiVersions,
    run: async (script) => {
      await script.raw("a good frame", frame({}));
      await script.raw("a negative size", frame({ size: -1 }));
      await script.raw("a size of two gibibytes", frame({ size: 2_147_483_647 }));
      await script.raw("a size beyond the limit", frame({ size: 104_857_601 }));
      await script.raw("a good frame", frame({}));
    },
    only: ONCE,
  },
  {
    name: "Requests of APIs and versions that nobody knows",
    api: ApiVersions,
    run: async (script) => {
      await script.raw("an API that there is not", frame({ apiKey: 9_999 }));
      await script.raw("a negative API", frame({ apiKey: -1 }));
      await script.raw("ApiVersions in version 99", frame({ version: 99, body: [0] }));
      await script.raw("ApiVersions in version -1", frame({ version: -1 }));
      await script.raw("Metadata in version 99", frame({ apiKey: METADATA, version: 99 }));
      await script.raw("Metadata in version -1", frame({ apiKey: METADATA, version: -1 }));
    },
    only: ONCE,
  },
  {
    name: "Requests that end too early or too late",
    api: ApiVersions,
    run: async (script) => {
      await script.raw("no body", frame({ apiKey: METADATA, version: 1 }));
      await script.raw("half a count", frame({ apiKey: METADATA, version: 1, body: [0, 0] }));
      await script.raw("a count of two gibi", frame({ apiKey: METADATA, version: 1, body: [127, 255, 255, 255] }));
      await script.raw("a client id beyond the end", frame({ clientIdLength: 100 }));
      await script.raw("a good frame", frame({}));
    },
    only: ONCE,
  },
  {
    name: "Lengths below minus one",
    api: ApiVersions,
    run: async (script) => {
      await script.raw("a count of minus two", frame({ apiKey: METADATA, version: 1, body: [255, 255, 255, 254] }));
      await script.raw("a client id of minus five characters", frame({ clientIdLength: -5 }));
      await script.raw("a good frame", frame({}));
    },
    only: ONCE,
  },
];
