// Shapes that kinds of faults share: answers that are refused, lost, throttled or late, and links that are changed for a
// while. Called by answers.ts, produce_answers.ts and links.ts; each says which API or link, how often and how long.
import type { ClientApi } from "../../protocol/wire/api.ts";
import type { LinkSettings } from "../../transports/memory.ts";
import type { SeededRandom } from "../random.ts";
import { anyBroker, type FaultKind, oneOf } from "./fault.ts";

/** How an answer gets lost. */
export const LOST = ["drop", "close"] as const;

/** Which answers, and how likely it is. */
interface Answers<Request, Response> {
  /** Chance in one second. */
  readonly chance: number;
  /** Whose answers. */
  readonly api: ClientApi<Request, Response>;
}

/** Some requests are answered with one of `errors`, and not carried out. */
export function refused<Request, Response>(
  name: string,
  { chance, api, errors, most, ms }: Answers<Request, Response> & {
    readonly errors: readonly number[];
    /** Most requests in a row. */
    readonly most: number;
    /** It is over then, however many came. */
    readonly ms: number;
  },
): FaultKind {
  return {
    name,
    chance,
    strike: ({ cluster, random, undo }) => {
      const errorCode = oneOf(random, errors);
      const times = 1 + random.int(most);
      let left = times;
      undo(ms, cluster.control(api, () => left-- > 0 ? { errorCode } : undefined, { keep: true }));
      return `${times} times, error ${errorCode}`;
    },
  };
}

/** One request is not carried out, and never answered. */
export function lost<Request, Response>(
  name: string,
  { chance, api, ms, hits = () => true }: Answers<Request, Response> & {
    readonly ms: number;
    /** Which requests. @default all */
    readonly hits?: (request: Request) => boolean;
  },
): FaultKind {
  return {
    name,
    chance,
    strike: ({ cluster, random, undo }) => {
      const how = oneOf(random, LOST);
      undo(ms, cluster.control(api, (request) => hits(request) ? how : undefined));
      return how;
    },
  };
}

/** For a second the answers of one broker tell of a throttle time. */
export function throttled<Request>(
  name: string,
  { chance, api }: Answers<Request, { readonly throttleTimeMs: number }>,
): FaultKind {
  return {
    name,
    chance,
    strike: (context) => {
      const throttleTimeMs = 50 + context.random.int(800);
      const nodeId = anyBroker(context);
      const remove = context.cluster.control(api, async (_request, { proceed }) => {
        const answer = await proceed();
        return answer === null ? undefined : { answer: { ...answer, throttleTimeMs } };
      }, { keep: true, nodeId });
      context.undo(1000, remove);
      return `broker ${nodeId} by ${throttleTimeMs} ms`;
    },
  };
}

/** For half a second one broker takes its time, before it carries requests out or after that. */
export function delayed<Request, Response>(
  name: string,
  { chance, api, when }: Answers<Request, Response> & { readonly when: "before" | "after" },
): FaultKind {
  return {
    name,
    chance,
    strike: (context) => {
      const ms = 50 + context.random.int(4000);
      const nodeId = anyBroker(context);
      const remove = context.cluster.control(api, async (_request, { proceed, sleep }) => {
        if (when === "after") await proceed();
        await sleep(ms);
        return undefined;
      }, { keep: true, nodeId });
      context.undo(500, remove);
      return when === "after"
        ? `answers of broker ${nodeId} are ${ms} ms late`
        : `broker ${nodeId} thinks for ${ms} ms before it writes`;
    },
  };
}

/** The links to one broker are changed for a while; `draw` says how, in words too. */
export function imposed(
  name: string,
  { chance, draw, leastMs, moreMs }: {
    readonly chance: number;
    readonly draw: (random: SeededRandom) => { readonly settings: LinkSettings; readonly said: string };
    /** The shortest time. */
    readonly leastMs: number;
    /** How much longer it may be. */
    readonly moreMs: number;
  },
): FaultKind {
  return {
    name,
    chance,
    strike: (context) => {
      const { network, random, undo } = context;
      const broker = anyBroker(context);
      const { settings, said } = draw(random);
      const ms = leastMs + random.int(moreMs);
      undo(ms, network.impose({ broker }, settings));
      return `broker ${broker}, ${said}, for ${ms} ms`;
    },
  };
}
