// What the observers of a client share: where facts and events go. Made by world.ts.
import type { Application } from "../application.ts";
import type { History } from "../checker/history.ts";
import type { EventLog } from "../event_log.ts";

/** What observers report to. */
export interface Observer {
  /** Name of the client. */
  readonly client: string;
  /** Where facts go. */
  readonly history: History;
  /** Where events go. */
  readonly log: EventLog;
  /** Slow callbacks and readers. */
  readonly application: Application;
}
