/** What studies of drift are made with, and which endpoint a source is about. */
import type { DriftSource } from '../../contract/drift.ts';
import type { Tables } from '../../tables/index.ts';
import type { Tracking } from '../../tracking/tracking.ts';
import type { Truths } from '../truth/truths.ts';
import type { SourceParts } from './sources.ts';

export interface StudyParts extends SourceParts {
  tables: Pick<Tables, 'ask'>;
  tracking: Tracking;
  truths: Pick<Truths, 'labelled' | 'refresh'>;
}

export function endpointOf(source: DriftSource): string | null {
  return source.kind === 'data' ? null : source.endpoint;
}
