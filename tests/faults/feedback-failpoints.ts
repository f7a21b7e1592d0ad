/**
 * Moments of the unattended loop at which its core dies, in the order in which they come. Those between a phase's work and the note of it are always tried;
 * the others, `brief` ones, with `FAILPOINTS=all`.
 */
import type { LabChange } from '../../src-main/contract/system.ts';

export interface Failpoint {
  topic: LabChange['topic'];
  /** At which news of it. */
  nth?: number;
  /** Where the newest loop stands. */
  phase?: string;
  /** The last that was written of it. */
  event?: string;
  alert?: boolean;
  /** Nothing but a note lies between it and the one before. */
  brief?: boolean;
}

export const failpoints: Readonly<Record<string, Failpoint>> = {
  'first champion, half trained': { topic: 'runs', nth: 12 },
  'traffic under way': { topic: 'simulations', nth: 3, brief: true },
  'alert fires': { topic: 'monitoring', alert: true },
  'loop opened': { topic: 'feedback', phase: 'data', event: 'opened', brief: true },
  'lessons published, exam not': { topic: 'data-versions', phase: 'data' },
  'data cut': { topic: 'feedback', phase: 'training', event: 'data', brief: true },
  'half trained': { topic: 'runs', nth: 8, phase: 'training', brief: true },
  'version registered, nobody noted': { topic: 'registry', phase: 'training' },
  'training noted': { topic: 'feedback', phase: 'comparing', event: 'trained', brief: true },
  'champion sits the exam': { topic: 'batches', phase: 'comparing', brief: true },
  'challenger sits the exam': { topic: 'batches', nth: 4, phase: 'comparing' },
  compared: { topic: 'feedback', phase: 'gate', event: 'compared', brief: true },
  'gate passed': { topic: 'feedback', phase: 'canary', event: 'gate' },
  'canary begun': { topic: 'endpoints', phase: 'canary', brief: true },
  'canary half way': { topic: 'endpoints', nth: 3, phase: 'canary' },
  'canary over': { topic: 'feedback', phase: 'promoting', event: 'canary', brief: true },
  'alias moved, nobody noted': { topic: 'registry', phase: 'promoting' },
  promoted: { topic: 'feedback', phase: 'confirming', event: 'promoted' },
};
