/** The contract's `runs`: handlers of a line. */
import { procedures } from '../../common/procedures.ts';
import { runViewsContract } from '../../contract/run-views.ts';
import type { RunViews } from './views.ts';

const here = procedures(runViewsContract);

export function runViewsRouter(views: RunViews) {
  return here.router({
    timeline: here.timeline.handler(({ input }) => views.timeline(input.runId)),
    preview: here.preview.handler(({ input }) => views.preview(input)),
    compare: here.compare.handler(({ input }) => views.compare(input.a, input.b)),
  });
}
