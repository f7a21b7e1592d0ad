import { procedures } from '../../common/procedures.ts';
import { driftContract } from '../../contract/drift.ts';
import type { DriftStudies } from './index.ts';

export function driftRouter(studies: DriftStudies) {
  const implement = procedures(driftContract);
  return implement.router({
    start: implement.start.handler(({ input }) => studies.start(input)),
    get: implement.get.handler(({ input }) => studies.get(input.studyId)),
    list: implement.list.handler(({ input }) =>
      studies.list(input.endpoint ?? null, input.limit).map(({ report, ...study }) => ({
        ...study,
        score: report?.score ?? null,
        drifted: report?.subjects.flatMap(({ feature, severity }) => (severity === 'none' ? [] : [feature])) ?? [],
      })),
    ),
    watch: implement.watch.handler(({ input, signal }) => studies.watch(input.studyId, signal)),
    cancel: implement.cancel.handler(({ input }) => studies.cancel(input.studyId)),
    html: implement.html.handler(async ({ input }) => ({ html: await studies.html(input.studyId, input.language) })),
    heat: implement.heat.handler(({ input, signal }) => studies.heat(input, signal)),
  });
}
