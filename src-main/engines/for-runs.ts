/** `forRuns`: the engines as pipelines see them: a run that names none is a fast one where the learner asked for that and Docker answers. Checks and services always name theirs. */
import type { Engines } from './engines.ts';

export interface RunSettings {
  engine: 'auto' | 'docker' | 'process';
  fastRuns: boolean;
}

export function forRuns(engines: Pick<Engines, 'pick'>, settings: () => RunSettings): Pick<Engines, 'pick'> {
  return {
    async pick(kind) {
      const { engine, fastRuns } = settings();
      if (kind !== undefined || !fastRuns || engine === 'process') return engines.pick(kind);
      const picked = await engines.pick();
      return picked.kind === 'docker' ? engines.pick('warm') : picked;
    },
  };
}
