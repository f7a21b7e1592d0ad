/** How far the learner is: told anew from events each time, so that nothing has to be kept in step. The work is loaded when it is asked for. */
import type { ContentCatalog } from '../catalog/index.ts';
import type { Core } from '../common/core.ts';
import type { Language } from '../contract/base.ts';
import type { Standing } from '../contract/progress.ts';
import type { Guide } from '../guide/index.ts';
import type { PipelinesDomain } from '../pipelines/index.ts';
import type { Study } from '../study/index.ts';

export interface ProgressParts {
  catalog: Pick<ContentCatalog, 'modules'>;
  study: Pick<Study, 'overview' | 'acts'>;
  guide: Pick<Guide, 'roadmap' | 'skills' | 'acts'>;
  pipelines: Pick<PipelinesDomain, 'list'>;
}

export interface Progress {
  standing(language: Language): Promise<Standing>;
}

export function createProgress({ clock }: Pick<Core, 'clock'>, parts: ProgressParts): Progress {
  return { standing: async (language) => (await import('./standing.ts')).standing(parts, language, clock.now()) };
}
