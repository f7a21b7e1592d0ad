/**
 * What runs a program: Docker or a local process, behind one small interface with our own types.
 * Both give the same results, the same events and the same named ends.
 */
import type { EngineKind } from '../contract/base.ts';

export interface Engine {
  readonly kind: EngineKind;
  /** Digest of what a program runs on (image, or Node + SDK; of Python also the packages its code asks for): part of every cache key. */
  fingerprint(program?: ProgramCode): Promise<string>;
  /** The image that a program runs in; without it, programs run in none. */
  imageOf?(program?: ProgramCode): Promise<EngineImage>;
  /** Builds the image of a model folder, or finds it, and gives it these names besides. Without it, the engine has no images. */
  packageModel?(model: ModelPackage, names: readonly string[]): Promise<PackagedModel>;
  /** Makes sure that a program can start: pulls or assembles the image, installs packages. Reports 0…1. PYTHON_*. */
  prepare(onProgress?: (fraction: number, message: string) => void, program?: ProgramCode): Promise<void>;
  /** From where a step with `network: tracking` reaches this computer. */
  reach(): Promise<Reach>;
  /** Starts a step. Rejects with a BancadaError when it cannot start, leaving nothing behind. */
  start(launch: StepLaunch): Promise<RunningStep>;
  /**
   * Boots the program of a step that will soon start under the same id, up to its first line, where it waits for `start`: a step that follows another then begins at once.
   * Does nothing where that is not possible; what waits ends with the core, by `forget`, or in `start`.
   */
  ahead?(launch: StepAhead): Promise<void>;
  forget?(id: string): void;
  /** Takes up a step that an earlier core started, with its output from the beginning; null when it is gone. */
  adopt(reference: string, launch: StepLaunch): Promise<RunningStep | null>;
  serve(launch: ServiceLaunch): Promise<RunningService>;
  adoptService(reference: string, launch: ServiceLaunch): Promise<RunningService | null>;
  /** Removes what carries our home's label and whose reference is not in `keep`, of one kind or of both; answers with the references removed. */
  reap(keep: ReadonlySet<string>, kind?: LaunchKind): Promise<string[]>;
  /** Lets go of everything: containers and services go on and can be adopted, steps in processes end. The `exit` of a step that ran is then never told. */
  close(): Promise<void>;
}

export interface EngineImage {
  readonly reference: string;
  /** `sha256:…` of its contents and settings. */
  readonly id: string;
}

export interface ModelPackage {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
}

export interface PackagedModel extends EngineImage {
  readonly bytes: number;
  readonly layers: number;
  /** Digest of the base it is made on. */
  readonly base: string;
}

/** What is to run: without it, a Node program. */
export interface ProgramCode {
  readonly entry: string;
  readonly codeDir: string;
}

export type LaunchKind = 'step' | 'service';

/** What a step may reach: nothing; the lab's tracking server and nothing else (a process: whatever it likes); everything. */
export type Network = 'none' | 'tracking' | 'bridge';

/** Where programs of an engine find this computer: the address that a server has to listen on, and the name they know it by. */
export interface Reach {
  readonly listen: string;
  readonly name: string;
}

export interface Launch {
  /** Unique and safe as a name: letters, digits, `-`, `_`, `.`. */
  id: string;
  labels: Readonly<Record<string, string>>;
  /** Folder of the learner's code; read-only for the program. */
  codeDir: string;
  /** The program, relative to `codeDir`; null runs the model server on `model`. */
  entry: string | null;
  inputs: readonly LaunchInput[];
  /** Folder the program may write to; made by the caller, empty. Becomes /lab/out. */
  outDir: string;
  seed: number;
  params: Readonly<Record<string, string | number | boolean>>;
  matrix: Readonly<Record<string, string | number | boolean>>;
  run: { id: string; pipeline: string; step: string; attempt: number };
  resources: Resources;
  /** Of the SDK's messages to the learner. */
  language?: 'pt' | 'en';
}

export interface LaunchInput {
  name: string;
  /** Absolute path of a file or folder in the artifact store. */
  path: string;
  /** `voos.jsonl`, or a folder's name: the name it is mounted as, and what the format is told by. */
  fileName: string;
  format: 'json' | 'jsonl' | 'csv' | 'folder' | 'file';
  /** An output of an earlier step: nobody knows its path before that step has ended. */
  isMade?: true;
  /** For the outputs of a matrix step: each instance's artifact, mounted as entries of a folder. */
  items?: readonly {
    key: string;
    matrix: Readonly<Record<string, string | number | boolean>>;
    path: string;
    fileName: string;
    format: LaunchInput['format'];
  }[];
}

export interface Resources {
  cpus: number;
  memoryBytes: number;
  /** Of /lab/out. */
  diskBytes: number;
  /** Of stdout and stderr together. */
  logBytes: number;
}

export interface StepLaunch extends Launch {
  outputs: readonly { name: string; fileName: string; format: LaunchInput['format'] }[];
  network: Network;
  /** Besides what every program is given. */
  env?: Readonly<Record<string, string>>;
  timeoutMs: number;
}

/** What is known of a step while those that it waits for are still at work. */
export type StepAhead = Pick<StepLaunch, 'id' | 'codeDir' | 'entry' | 'outDir' | 'resources' | 'network' | 'env'> & {
  /** Null: a step before it makes it (`isMade`). */
  inputs: readonly { path: string | null }[];
};

export interface OutputChunk {
  stream: 'stdout' | 'stderr';
  data: Buffer;
}

export interface RunningStep {
  /** Container id, or `pid:starttime`: enough to find it again after a crash. */
  readonly reference: string;
  /** At most `logBytes`. To be read by exactly one consumer; ends when the program has ended. */
  readonly output: AsyncIterable<OutputChunk>;
  /** Told once the output is complete. Never rejects, and never hangs when the engine goes away. */
  readonly exit: Promise<StepExit>;
  /** Ends it with its whole process tree; `exit` then tells `reason`. */
  stop(reason: 'cancelled'): Promise<void>;
}

export interface StepExit {
  reason: 'exited' | 'out-of-memory' | 'timeout' | 'cancelled' | 'disk-limit' | 'log-limit' | 'engine-lost';
  /** Exit code where the program ended by itself. */
  code: number | null;
  /** CPU time that it had asked for when its time was over, where that is known: waiting is told from computing by it. */
  cpuMs?: number | null;
  /** False: it had ended before it was taken up, and its last word is not among what it said: if its engine was away meanwhile, something is missing. */
  isWhole?: boolean;
}

export interface ServiceLaunch extends Launch {
  /** `runId`: the run that made the model. `timeoutMs`: how long the gateway waits for its answer. */
  service: { name: string; version: string; runId?: string; timeoutMs?: number };
  /** Model folder, when the model server is to serve one. */
  model: string | null;
  /** Fixed local port, or 0 for a free one. */
  port: number;
}

export interface RunningService {
  readonly reference: string;
  /** On 127.0.0.1. */
  readonly port: number;
  /** Last lines of its log. */
  logs(limit: number): Promise<string[]>;
  /** Fraction of its CPU limit used over the last interval, null when unknown. */
  cpu(): Promise<number | null>;
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<{ code: number | null }>;
  /** What only an engine that can go away has to tell. */
  readonly engineLife?: {
    /** Told when the engine refuses to answer for a second, and when it answers again with the service still there. */
    onSilence(told: (silent: boolean) => void): void;
    /** Once the service has ended: whether the engine is going away with it, which is known within seconds. */
    leaves(): Promise<boolean>;
    /** Then: resolves when it is back. */
    returned(): Promise<void>;
  };
  /** SIGTERM, drain, then gone. */
  stop(): Promise<void>;
}
