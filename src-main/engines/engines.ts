/** What other domains ask of the engines. */
import type { EngineKind } from '../contract/base.ts';
import type { DockerState, PythonState } from '../contract/system.ts';
import type { Engine } from './engine.ts';

export interface Engines {
  /** The engine asked for, or by setting: Docker when it answers, else local processes. ENGINE_UNAVAILABLE when Docker was asked for and does not answer. */
  pick(kind?: EngineKind): Promise<Engine>;
  docker(): Promise<DockerState>;
  /** The Python that steps run on. PYTHON_MISSING, PYTHON_TOO_OLD. */
  python(): Promise<NonNullable<PythonState['found']>>;
  /** Address of a Redis in a container of this home: the same again, or a new one. ENGINE_UNAVAILABLE, IMAGE_UNAVAILABLE. */
  redis(url: string | null): Promise<string>;
  close(): Promise<void>;
}
