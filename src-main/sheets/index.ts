/** Tables to take away. What each holds is asked of its domain; the work is loaded when it is asked for. */
import type { Automls } from '../automl/index.ts';
import type { Comparison } from '../comparison/index.ts';
import type { Language } from '../contract/base.ts';
import type { SheetKind } from '../contract/sheets.ts';
import type { Sheet } from '../contract/spreadsheet/sheet.ts';
import type { Loads } from '../load/index.ts';
import type { PipelinesDomain } from '../pipelines/index.ts';
import type { Progress } from '../progress/index.ts';
import type { TrackingDomain } from '../tracking/index.ts';

export interface SheetParts {
  automl: Pick<Automls, 'list' | 'get' | 'result'>;
  comparison: Pick<Comparison, 'sheets'>;
  loads: Pick<Loads, 'list'>;
  pipelines: Pick<PipelinesDomain, 'list' | 'get'>;
  progress: Pick<Progress, 'standing'>;
  tracking: Pick<TrackingDomain, 'experiments' | 'search'>;
}

export interface Sheets {
  /** `ids`: architectures, experiments, a search, endpoints; none stands for all. MODULE_NOT_FOUND, EXPERIMENT_NOT_FOUND, AUTOML_NOT_FOUND. */
  of(kind: SheetKind, language: Language, ids?: readonly string[]): Promise<Sheet[]>;
}

export function createSheets(parts: SheetParts): Sheets {
  return {
    async of(kind, language, ids = []) {
      const { builders } = await import('./builders.ts');
      return builders[kind](parts, language, ids);
    },
  };
}
