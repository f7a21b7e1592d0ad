/** What other domains ask of workspaces. */
import type { Solution } from '../contract/workspaces.ts';

export interface Workspaces {
  /** Absolute folder of a challenge's code: the learner's (made from the starter when missing), the starter or the reference. CHALLENGE_NOT_FOUND. */
  codeFolder(challengeId: string, solution: Solution): string;
  challengeIds(): string[];
}
