/** What every domain is built on: time, storage, news and a log. Made once by `openLab`. */
import type { ArtifactStore, Home, Storage } from '../storage/index.ts';
import type { Changes } from './changes.ts';
import type { Log } from './log.ts';

export interface Core {
  readonly home: Home;
  /** Stable id of this home; labels whatever we make in an engine. */
  readonly homeId: string;
  readonly storage: Storage;
  readonly artifacts: ArtifactStore;
  readonly changes: Changes;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** How many of its milliseconds go by in one of the computer's; 1 without it. */
  readonly speed?: number;
}

export const systemClock: Clock = { now: () => Date.now() };
