/** What other domains ask of the registry. */
import type { ModelVersion } from '../contract/registry.ts';
import type { Tag } from './models.ts';

export interface Registry {
  /**
   * Registers a stored model folder (its `MLmodel`, `model.json`, `input_example.json`) as the next version. The same digest from the same tracking run gives
   * the version that exists.
   */
  register(about: {
    name: string;
    digest: string;
    runId: string;
    trackingRunId: string | null;
    metrics: Record<string, number>;
    /** Of a version that is new. */
    tags?: readonly Tag[];
  }): Promise<ModelVersion>;
  setAlias(name: string, alias: string, version: string, by: string): Promise<void>;
  /** `model`, `model@alias` or `model:version`; a bare name means its champion, else its latest version. MODEL_NOT_FOUND, VERSION_NOT_FOUND. */
  resolve(target: string): ModelVersion;
  /** Absolute path of a version's model folder. MODEL_NOT_SERVABLE when it is none of ours. */
  folder(version: ModelVersion): string;
  /** Which endpoints serve a version: asked of serving, which knows the registry and not the other way round. */
  askEndpoints(namesOf: (name: string, version: string) => string[]): void;
  /** Whoever keeps names of models hears of a new one; the renaming is done when they are. */
  onRenamed(listener: (from: string, to: string) => Promise<void>): void;
}
