/** What the learner can take away as tables, with the formats of their columns: a workbook, CSV or JSON is made of them by whoever asked. */
import { z } from 'zod';
import { language, procedure } from './base.ts';

export const sheetKinds = ['comparison', 'progress', 'experiments', 'runs', 'automl', 'loads'] as const;
export const sheetKind = z.enum(sheetKinds);

const column = z.object({
  title: z.string(),
  format: z.enum(['integer', 'ms', 'share', 'date', 'score', 'prose']).optional(),
  shade: z.enum(['good-high', 'good-low', 'bar']).optional(),
});

export const sheet = z.object({
  name: z.string(),
  columns: z.array(z.union([z.string(), column])),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
  frozen: z.number().int().optional(),
});

export const sheetsContract = {
  /** `id`: an architecture, an experiment, a search or an endpoint; without it, all of them. */
  of: procedure('MODULE_NOT_FOUND', 'EXPERIMENT_NOT_FOUND', 'AUTOML_NOT_FOUND')
    .input(z.object({ kind: sheetKind, language, ids: z.array(z.string()).default([]) }))
    .output(z.array(sheet)),
};

export type SheetKind = z.infer<typeof sheetKind>;
