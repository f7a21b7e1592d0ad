/** The comparison of the eleven architectures: what each is judged by, and what the learner's own runs measured. The work is loaded when it is asked for. */
import type { ContentCatalog } from '../catalog/index.ts';
import type { Ci } from '../cicd/index.ts';
import type { Core } from '../common/core.ts';
import type { Language } from '../contract/base.ts';
import type { ComparisonMatrix, MeasuredRow } from '../contract/comparison.ts';
import type { Sheet } from '../contract/spreadsheet/sheet.ts';
import type { Loads } from '../load/index.ts';
import type { Pipelines } from '../pipelines/index.ts';
import type { Rollouts } from '../rollout/index.ts';
import type { ServingDomain } from '../serving/index.ts';
import type { Study } from '../study/index.ts';

export interface ComparisonParts {
  applicationRoot: string;
  catalog: Pick<ContentCatalog, 'modules' | 'challengeIds'>;
  pipelines: Pick<Pipelines, 'list' | 'get'>;
  loads: Pick<Loads, 'list'>;
  rollouts: Pick<Rollouts, 'list'>;
  serving: Pick<ServingDomain, 'list'>;
  ci: Pick<Ci, 'list'>;
  study: Pick<Study, 'overview'>;
}

export interface Comparison {
  matrix(): Promise<ComparisonMatrix>;
  measured(): Promise<MeasuredRow[]>;
  /** Of some architectures, or of all. MODULE_NOT_FOUND. */
  sheets(language: Language, modules?: readonly string[]): Promise<Sheet[]>;
}

export function createComparison({ home }: Pick<Core, 'home'>, parts: ComparisonParts): Comparison {
  const matrix = async () => (await import('./matrix.ts')).readMatrix(home.root, parts);
  const measured = async () => (await import('./measured.ts')).measure(parts);
  return {
    matrix,
    measured,
    async sheets(language, modules) {
      const { sheetsOf } = await import('./sheets.ts');
      return sheetsOf(await matrix(), await measured(), language, modules);
    },
  };
}
