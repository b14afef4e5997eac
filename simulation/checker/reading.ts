// What Kafka promises to those who read: every committed record, in order, no skip, no rewind, unless a loss is told.
import type { Evidence, FinalLog, Rule } from "./evidence.ts";
import type { Passage, ReaderNote } from "./history.ts";

/** What a reader was handed is what the log holds, in its order and without gaps. */
export const readsTheLog: Rule = {
  promise: "a reader is handed each committed record, in order, no skip, no rewind",
  check: (evidence, report) => {
    for (const reader of evidence.history.readers) {
      for (const [place, passages] of reader.passages) {
        const log = evidence.logs.get(place);
        if (log !== undefined) checkPlace({ evidence, reader, place, log }, passages, report);
      }
    }
  },
};

interface Scene {
  readonly evidence: Evidence;
  readonly reader: ReaderNote;
  readonly place: string;
  readonly log: FinalLog;
}

/** Where a walk along the passages stands: what may come next. */
interface Walk {
  /** Offset of the last record; -1: none yet. */
  last: number;
  /** The next record may be anywhere. */
  free: boolean;
  /** The last record may come once more. */
  again: boolean;
}

function checkPlace(scene: Scene, passages: readonly Passage[], report: (how: string) => void): void {
  const { evidence, reader, place, log } = scene;
  const excused = evidence.mayBeLost(place, 0);
  // Records that were deleted before they were read are told as a loss, too.
  const trimmed = evidence.history.excused(place, "trimmed");
  const lastTelling = passages.findLastIndex(({ kind }) => kind === "loss told");
  const byOffset = new Map(log.records.map(({ id, offset }, index) => [offset, { id, index }]));
  const walk: Walk = { last: -1, free: !reader.fromStart, again: false };
  for (const [i, passage] of passages.entries()) {
    if (passage.kind !== "read") {
      if (passage.kind === "loop began") walk.again = true;
      else if (passage.kind === "sought") goTo(walk, passage.offset);
      else walk.free = true;
      continue;
    }
    const { offset, id } = passage;
    const at = byOffset.get(offset);
    const who = `reader ${reader.number} of ${place}`;
    if (at?.id !== id && offset >= log.startOffset && !excused) {
      return report(`${who} was handed record ${id} at ${offset}, where the log has ${at?.id ?? "nothing"}`);
    }
    const problem = walk.free ? null : stepProblem(walk, { offset, log, index: at?.index ?? -1 });
    // A log that was cut explains a jump of which the reader is told, at the latest some records later.
    if (problem !== null && !((excused || trimmed) && i < lastTelling)) return report(`${who} ${problem}`);
    walk.free = false;
    walk.again = false;
    walk.last = offset;
  }
}

/** The next record is the first one at or after an offset. */
function goTo(walk: Walk, offset: number): void {
  walk.last = offset - 1;
  walk.free = false;
  walk.again = false;
}

function stepProblem(
  { last, again }: Walk,
  { offset, log, index }: { readonly offset: number; readonly log: FinalLog; readonly index: number },
): string | null {
  if (offset === last && again) return null;
  if (offset <= last && !again) return `was handed offset ${offset} after offset ${last}`;
  const before = index > 0 ? log.records[index - 1]?.offset ?? -1 : -1;
  if (index > 0 && before > last) return `was handed offset ${offset} after offset ${last}: it skipped ${before}`;
  return null;
}

/** A reader that had time enough has read everything. */
export const readsToTheEnd: Rule = {
  promise: "a reader that has time is handed everything",
  check: (evidence, report) => {
    for (const reader of evidence.history.readers) {
      if (!reader.complete) continue;
      for (const [place, { records }] of evidence.logs) {
        const last = records[records.length - 1];
        if (last === undefined || !reader.topics.includes(place.slice(0, place.lastIndexOf("[")))) continue;
        const read = lastRead(reader.passages.get(place) ?? []);
        if (read < last.offset) {
          report(`reader ${reader.number} stopped at ${read} of ${place}, which ends at ${last.offset}`);
        }
      }
    }
  },
};

function lastRead(passages: readonly Passage[]): number {
  let last = -1;
  for (const passage of passages) if (passage.kind === "read") last = passage.offset;
  return last;
}

/** A reader whose records were lost after it had them learns of it. */
export const lossIsToldToReader: Rule = {
  promise: "a reader of records that an unclean election has lost is told, if it reads on there",
  check: (evidence, report) => {
    for (const reader of evidence.history.readers) {
      for (const [place, passages] of reader.passages) {
        const log = evidence.logs.get(place);
        if (log === undefined || evidence.history.excused(place, "gone")) continue;
        const ids = new Map(log.records.map(({ id, offset }) => [offset, id]));
        let lost = -1;
        for (const passage of passages) {
          if (passage.kind === "loss told" || passage.kind === "sought") lost = -1;
          if (passage.kind !== "read") continue;
          if (passage.offset < log.startOffset) continue;
          if (ids.get(passage.offset) !== passage.id) lost = passage.offset;
          else if (lost >= 0) {
            report(
              `reader ${reader.number} of ${place} had offset ${lost}, which is gone, and went on at ${passage.offset}`,
            );
            break;
          }
        }
      }
    }
  },
};
