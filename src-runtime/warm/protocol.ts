/** What the core and the agent of a warm container say to each other: lines of JSON to the agent, frames (kind, length, bytes) from it. */

/** Everything that makes a waiting worker a step. */
export interface Job {
  /** Address of the program, as the worker sees it. */
  program: string;
  /** Address → JavaScript of its TypeScript files. */
  sources: Record<string, string>;
  workDir: string;
  env: Record<string, string>;
  execArgv: string[];
  uid: number;
}

export type Command = { type: 'step'; job: Job } | { type: 'terminate' };

export const frameKinds = { stdout: 1, stderr: 2, end: 3 } as const;
export const frameHeaderBytes = 5;

/** How a step ended, and whether the container is as it was before it. */
export interface StepEnd {
  /** As a shell would tell it: 128 + the signal's number where one ended it. */
  code: number;
  /** The kernel ended something in this container for lack of memory. */
  outOfMemory: boolean;
  /** What is left of it that could not be removed; the container is then not used again. */
  left: string | null;
}

/** Given to each worker as its only argument. */
export interface WorkerOptions {
  gid: number;
  /** Says on a stream that a program which ends well has nothing more to say. */
  lastWord: string;
}

/** Given to the agent as its only argument. */
export interface AgentOptions extends WorkerOptions {
  /** Where the core listens until the agent is there. */
  socket: string;
  worker: string;
  /** Of the worker's Node. */
  nodeOptions: string[];
  /** How many workers wait. */
  waiting: number;
  /** Who the steps run as. */
  uid: number;
  /** Folders inside the container that a step may write to. */
  writable: string[];
}
