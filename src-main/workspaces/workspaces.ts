/** What other domains ask of workspaces. */
import type { FileVersion, Solution, WorkspaceFile } from '../contract/workspaces.ts';

export interface Workspaces {
  /** Absolute folder of a challenge's code: the learner's (made from the starter when missing), the starter or the reference. CHALLENGE_NOT_FOUND. */
  codeFolder(challengeId: string, solution: Solution): string;
  challengeIds(): string[];
  /** Writes a file of the learner's own code; says so to whoever shows it. */
  writeCode(challengeId: string, path: string, content: string): void;
}

/** What the router shows besides. Paths are relative, with `/`; whatever would leave the folder is FILE_OUTSIDE_WORKSPACE. */
export interface WorkspacesDomain extends Workspaces {
  files(challengeId: string): WorkspaceFile[];
  read(challengeId: string, path: string, solution: Solution): { path: string; content: string };
  write(challengeId: string, path: string, content: string): WorkspaceFile;
  remove(challengeId: string, path: string): void;
  /** FILE_EXISTS. */
  rename(challengeId: string, from: string, to: string): WorkspaceFile;
  /** Puts the starter back, one file or all; what was there stays in the history. */
  reset(challengeId: string, path?: string): { resetId: string };
  undoReset(challengeId: string, resetId: string): void;
  /** What a file was before, newest first. */
  history(challengeId: string, path: string): FileVersion[];
  version(challengeId: string, path: string, id: string): { path: string; content: string };
  restore(challengeId: string, path: string, id: string): WorkspaceFile;
  /** Files that are gone and can be brought back. */
  gone(challengeId: string): { path: string; at: number }[];
  /** Declaration files of the SDK, for the editor. */
  sdkTypes(): Record<string, string>;
}
