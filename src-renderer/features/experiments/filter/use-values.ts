/** Values that runs have for a field, the most common first, to pick from: a learner sees what there is to ask for. */
import { useQuery } from '@tanstack/react-query';
import { queries } from '../../../app/queries.ts';
import { type Field, writeField } from './field.ts';

const statuses = ['FINISHED', 'RUNNING', 'FAILED', 'SCHEDULED', 'KILLED'];
const none: readonly string[] = [];

export function useValues(experimentIds: readonly string[], field: Field | null): readonly string[] {
  const grouped = field !== null && (field.kind === 'param' || field.kind === 'tag') && field.key !== '';
  const { data } = useQuery({
    ...queries.tracking.groups({ experimentIds: [...experimentIds], by: grouped ? writeField(field) : '', metrics: [] }),
    enabled: grouped,
    retry: false,
  });
  if (field?.kind === 'attribute' && field.key === 'status') return statuses;
  if (!grouped || !data) return none;
  return [...data]
    .sort((a, b) => b.runs - a.runs)
    .flatMap(({ value }) => value ?? [])
    .slice(0, 100);
}
