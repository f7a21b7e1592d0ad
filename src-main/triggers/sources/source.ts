/** What a source of occasions is to the rest: where a new trigger begins, and what has come since. */
import type { TriggerSource } from '../../contract/triggers.ts';
import type { Occasion } from '../policy/catch-up.ts';

/** As it is stored: an instant, the number of an event, a digest with its turn. */
export type Cursor = number | { digest: string; turn: number };

export interface Look {
  /** Oldest first. */
  occasions: Occasion[];
  cursor: Cursor;
}

export interface Source {
  readonly scheduled: boolean;
  /** Nothing of before counts. */
  begin(now: number): Cursor;
  /** What came after `cursor`, up to `now`; plain reads, made inside the write that records them. */
  look(cursor: Cursor, now: number): Look;
  /** Of a schedule: when it next has something to say. */
  next?(cursor: Cursor, now: number): number | null;
}

export type SourceOf<K extends TriggerSource['kind']> = Extract<TriggerSource, { kind: K }>;

/** A webhook and a hand have nothing to look at. */
export const silent: Source = { scheduled: false, begin: () => 0, look: (cursor) => ({ occasions: [], cursor }) };
