/** What there is of a kind, the newest first, page by page; `filter` knows `display_name="…"` and nothing else. */
import { type Around, type Operation, operation } from '../operation.ts';
import { validation } from '../refusal.ts';
import type { ResourceRow } from '../store.ts';
import { endpointView, modelView } from './endpoints.ts';
import { batchJob, customJob } from './jobs.ts';
import { onResource } from './names.ts';
import { isPipelineJob, pipelineJob } from './pipeline-jobs.ts';
import { listed } from './shapes.ts';

const kinds: Record<string, { kind: ResourceRow['kind']; isMeant?(row: ResourceRow): boolean; view(row: ResourceRow, around: Around): object }> = {
  models: { kind: 'model', view: modelView },
  // Services of Cloud Run stand among the endpoints.
  endpoints: { kind: 'endpoint', isMeant: ({ body }) => body.service === undefined, view: endpointView },
  customJobs: { kind: 'job', isMeant: (row) => !isPipelineJob(row), view: customJob },
  pipelineJobs: { kind: 'job', isMeant: isPipelineJob, view: pipelineJob },
  batchPredictionJobs: { kind: 'batch', view: batchJob },
};

export const listOperations: Record<string, Operation> = Object.fromEntries(
  Object.entries(kinds).map(([collection, { kind, isMeant = () => true, view }]) => [
    `${collection}.list`,
    operation(
      `aiplatform.${collection}.list`,
      listed,
      (_, around) => onResource(around, collection, '*'),
      ({ pageSize, pageToken, filter }, around) => {
        const all = around.store
          .all()
          .filter((row) => row.provider === 'vertex' && row.kind === kind && isMeant(row))
          .map((row) => view(row, around))
          .filter(filterOf(filter));
        const end = pageToken + (pageSize || 100);
        return { [collection]: all.slice(pageToken, end), ...(end < all.length && { nextPageToken: String(end) }) };
      },
    ),
  ]),
);

function filterOf(filter: string): (view: object) => boolean {
  if (filter.trim() === '') return () => true;
  const [, wanted] = /^\s*display_?[nN]ame\s*=\s*"([^"]*)"\s*$/.exec(filter) ?? [];
  if (wanted === undefined) throw validation(`filter: expected display_name="…", got ${filter}`);
  return (view) => 'displayName' in view && view.displayName === wanted;
}
