/**
 * `decide`: which of the runs that wait may begin, and why the others may not. Higher priority first, then who came first.
 * A run that waits for a tag or for an earlier run of its trigger holds up nobody; one that waits for memory does, so that small runs do not starve it.
 */
import type { QueueReason } from '../../contract/queue.ts';

export interface Entry {
  runId: string;
  admitted: boolean;
  priority: number;
  tags: readonly string[];
  lane: string | null;
  /** Bytes without which it could not begin. */
  memory: number;
  enteredAt: number;
}

export interface Room {
  /** Runs at the same time. */
  runs: number | null;
  tags: Readonly<Record<string, number>>;
  budget: number;
  /** Bytes that steps at work have now. */
  used: number;
}

export interface Decision {
  /** Those that run already, oldest first; then those that wait, in order. */
  running: Entry[];
  queue: Entry[];
  admit: string[];
  reasons: Map<string, QueueReason>;
}

export function decide(entries: readonly Entry[], room: Room): Decision {
  const running = entries.filter((entry) => entry.admitted).sort(byAge);
  const queue = entries.filter((entry) => !entry.admitted).sort((a, b) => b.priority - a.priority || byAge(a, b));
  const tags = new Map<string, number>();
  const lanes = new Map<string, string>();
  let count = 0;
  let used = room.used;
  let blockedBy: string | null = null;
  const admit: string[] = [];
  const reasons = new Map<string, QueueReason>();

  function begin(entry: Entry): void {
    count += 1;
    for (const tag of entry.tags) tags.set(tag, (tags.get(tag) ?? 0) + 1);
    if (entry.lane !== null) lanes.set(entry.lane, entry.runId);
  }
  function obstacle({ tags: own, lane, memory }: Entry): QueueReason | null {
    const before = lane === null ? undefined : lanes.get(lane);
    if (before !== undefined) return { kind: 'lane', runId: before };
    const full = own.find((tag) => (tags.get(tag) ?? 0) >= (room.tags[tag] ?? Number.POSITIVE_INFINITY));
    if (full !== undefined) return { kind: 'tag', tag: full, limit: room.tags[full]!, running: tags.get(full) ?? 0 };
    if (room.runs !== null && count >= room.runs) return { kind: 'runs', limit: room.runs, running: count };
    if (memory === 0) return null;
    if (blockedBy !== null) return { kind: 'behind', runId: blockedBy };
    // With nothing at work it may begin whatever it asks for: a step that can never fit says so itself.
    if (used > 0 && used + memory > room.budget) return { kind: 'memory', needed: memory, used, budget: room.budget };
    return null;
  }

  for (const entry of running) begin(entry);
  for (const entry of queue) {
    const reason = obstacle(entry);
    if (reason === null) {
      begin(entry);
      used += entry.memory;
      admit.push(entry.runId);
      continue;
    }
    reasons.set(entry.runId, reason);
    if (reason.kind === 'memory') blockedBy = entry.runId;
    // Within a lane nobody overtakes.
    if (entry.lane !== null && !lanes.has(entry.lane)) lanes.set(entry.lane, entry.runId);
  }
  return { running, queue, admit, reasons };
}

function byAge(a: Entry, b: Entry): number {
  return a.enteredAt - b.enteredAt || (a.runId < b.runId ? -1 : a.runId > b.runId ? 1 : 0);
}
