// What Kafka promises to those who send: once and only once, at the offset that was told, or an error that tells the
// truth.
import type { Rule, Sighting } from "./evidence.ts";
import type { History, SentRecord } from "./history.ts";

/** `acks: "all"`: an acknowledged record is in the log. */
export const acknowledgedIsThere: Rule = {
  promise: "a record that all in-sync replicas acknowledged is in the log",
  check: (evidence, report) => {
    for (const record of evidence.history.sent) {
      if (record.fate !== "written" || record.producer.acks !== "all" || evidence.sightings(record.id).length > 0) {
        continue;
      }
      const place = evidence.toldPlace(record);
      if (evidence.mayBeLost(place, record.calledAt, record.offset)) continue;
      report(`record ${record.id} was acknowledged (${place} at ${record.offset}) and is lost`);
    }
  },
};

/** `acks: 1`: an acknowledged record is in the log, as long as the leader stays. */
export const acknowledgedByLeaderIsThere: Rule = {
  promise: "a record that its leader acknowledged is in the log unless the leader has changed",
  check: (evidence, report) => {
    for (const record of evidence.history.sent) {
      if (record.fate !== "written" || record.producer.acks !== 1 || evidence.sightings(record.id).length > 0) continue;
      const place = evidence.toldPlace(record);
      if (evidence.history.moved.has(place) || evidence.mayBeLost(place, record.calledAt, record.offset)) continue;
      report(`record ${record.id} was acknowledged by its leader (${place} at ${record.offset}) and is lost`);
    }
  },
};

/** `acks: 0`: a record whose bytes are on their way is written once, as long as nothing befalls the cluster. */
export const unacknowledgedIsThere: Rule = {
  promise: "a record that nobody is to acknowledge is in the log once when no fault strikes",
  check: (evidence, report) => {
    const { history } = evidence;
    // What a broker refuses it can tell by closing the connection alone, and other records are under way there.
    const changes = history.excuses.some(({ what }) => what === "grown" || what === "gone");
    if (history.strikes.size > 0 || changes) return;
    for (const record of history.sent) {
      if (record.fate !== "written" || record.producer.acks !== 0) continue;
      const place = evidence.toldPlace(record);
      if (history.moved.has(place) || evidence.mayBeLost(place, record.calledAt, record.offset)) continue;
      const sightings = evidence.sightings(record.id);
      if (sightings.length !== 1) report(`record ${record.id} of ${place} is there ${sightings.length} times`);
    }
  },
};

/** Idempotent: no record is in the log twice. */
export const neverTwice: Rule = {
  promise: "a record of an idempotent producer is in the log at most once",
  check: (evidence, report) => {
    for (const { id, producer } of evidence.history.sent) {
      const sightings = evidence.sightings(id);
      if (!producer.idempotent || sightings.length < 2) continue;
      if (sightings.some(({ place }) => evidence.history.excused(place, "double"))) continue;
      report(`record ${id} is there ${sightings.length} times: ${sightings.map(show).join(", ")}`);
    }
  },
};

/** An offset that was told is where the record is. */
export const toldOffsetIsTrue: Rule = {
  promise: "an offset that was told is where the record is",
  check: (evidence, report) => {
    for (const record of evidence.history.sent) {
      if (record.fate !== "written" || record.offset < 0) continue;
      const place = evidence.toldPlace(record);
      const sightings = evidence.sightings(record.id);
      if (sightings.length === 0 || sightings.some((one) => one.place === place && one.offset === record.offset)) {
        continue;
      }
      if (evidence.mayBeLost(place, record.calledAt)) continue;
      // A retry may have written it anew after the leader that told the offset was replaced.
      if (record.producer.acks !== "all" && evidence.history.moved.has(place)) continue;
      report(`record ${record.id} is at ${sightings.map(show).join(", ")}, not at ${place} at ${record.offset}`);
    }
  },
};

/** `delivery: "none"` is the truth. */
export const noneMeansNever: Rule = {
  promise: 'a record whose error says delivery "none" is never in the log',
  check: (evidence, report) => {
    for (const { id, fate, delivery, code } of evidence.history.sent) {
      const [first] = evidence.sightings(id);
      if (fate === "failed" && delivery === "none" && first !== undefined) {
        report(`record ${id} is at ${show(first)}, although its error ${code} says none`);
      }
    }
  },
};

/** Every error of a record says whether the record may be written. */
export const errorsTellDelivery: Rule = {
  promise: "the error of a record tells whether it may be written",
  check: (evidence, report) => {
    for (const { id, fate, delivery, code } of evidence.history.sent) {
      if (fate === "failed" && delivery === undefined) report(`the error of record ${id}, ${code}, does not`);
    }
  },
};

/** Interceptors hear of every record once, and what its sender hears. */
export const interceptorsAreToldOnce: Rule = {
  promise: "onDelivered is told of every record once, and what its promise is told",
  check: ({ history }, report) => {
    for (const { id, producer, told, fate, code } of history.sent) {
      if (!producer.intercepted || fate === "pending") continue;
      if (told.length === 1 && told[0] === fate) continue;
      report(`record ${id} is ${fate} ${code}; told was ${told.length === 0 ? "nothing" : told.join(", ")}`);
    }
  },
};

/** Within a partition the records of a producer stand in the order of their sends. */
export const sendOrder: Rule = {
  promise: "the records of an idempotent producer stand in the order in which they were sent",
  check: (evidence, report) => {
    const { history } = evidence;
    for (const [place, { records }] of evidence.logs) {
      if (history.excused(place, "double")) continue;
      // A log that knows nothing of a producer takes any batch first, also the second of two; then a loss is told.
      const emptied = history.excused(place, "gone") || history.excused(place, "loss");
      if (emptied && history.losses.some((one) => one.place === place)) continue;
      const last = new Map<number, number>();
      for (const { id } of records) {
        const producer = history.sent[id]?.producer;
        if (producer === undefined || !producer.idempotent) continue;
        const before = last.get(producer.number) ?? -1;
        if (id < before) report(`${place}: record ${id} stands behind record ${before}`);
        last.set(producer.number, Math.max(before, id));
      }
    }
  },
};

/**
 * A loss that a producer can know of is told: its records are written in the place of lost ones, or the broker misses
 * sequences. A broker that knows nothing of a producer takes any sequence first (`ProducerAppendInfo.checkSequence`).
 */
export const lossIsToldToProducer: Rule = {
  promise: "a producer whose acknowledged records were lost by an unclean election is told when it goes on there",
  check: (evidence, report) => {
    const { history } = evidence;
    const lostIn = new Map<string, { readonly id: number; readonly at: number; readonly offset: number }>();
    const known = new Map<string, number>();
    for (const record of history.sent) {
      const { id, fate, producer, calledAt, offset } = record;
      if (fate !== "written" || producer.acks !== "all" || !producer.idempotent) continue;
      const place = evidence.toldPlace(record);
      if (offset < (evidence.logs.get(place)?.startOffset ?? 0)) continue;
      const key = `${producer.number} ${place}`;
      if (evidence.sightings(id).length === 0) {
        if (!history.excused(place, "gone")) lostIn.set(key, { id, at: calledAt, offset });
        continue;
      }
      const lost = lostIn.get(key);
      const since = known.get(key);
      const misses = since !== undefined && !beginsAnew(history, { record, place, since });
      // One that has forgotten the topic, and has another identity, no longer knows where its records ended.
      const remembers = lost !== undefined &&
        !(producer.forgets && beginsAnew(history, { record, place, since: lost.at }));
      const tellable = misses || (remembers && offset <= lost.offset);
      known.set(key, record.calledAt);
      if (lost === undefined) continue;
      lostIn.delete(key);
      if (!tellable) continue;
      const told = history.losses.some((one) =>
        one.client === producer.client && one.place === place && one.at >= lost.at
      );
      if (!told) report(`record ${lost.id} of ${place} is lost, record ${id} behind it is there, and nobody was told`);
    }
  },
};

/** Whether the broker cannot miss sequences: the producer has a new identity, or is forgotten. */
function beginsAnew(history: History, { record, place, since }: {
  readonly record: SentRecord;
  readonly place: string;
  readonly since: number;
}): boolean {
  const { producer: { client }, settledAt } = record;
  const another = history.identities.some((one) => one.client === client && one.at >= since && one.at <= settledAt);
  return another || history.excused(place, "double", since);
}

function show({ place, offset }: Sighting): string {
  return `${place} at ${offset}`;
}
