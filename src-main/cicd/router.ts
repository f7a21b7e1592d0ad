import { procedures } from '../common/procedures.ts';
import { ciContract } from '../contract/ci.ts';
import type { Ci } from './index.ts';

export function ciRouter(ci: Ci) {
  const implement = procedures(ciContract);
  return implement.router({
    projects: implement.projects.handler(() => ci.projects()),
    repository: implement.repository.handler(({ input }) => ci.repository(input.project, input.language)),
    commit: implement.commit.handler(({ input }) => ci.commit(input.project, input.message, input.language)),
    hook: implement.hook.handler(({ input }) => ci.hook(input.project, input.on, input.language)),
    start: implement.start.handler(({ input }) => ci.start(input)),
    pullRequest: implement.pullRequest.handler(({ input }) => ci.pullRequest(input.project, input.pullRequest, input.engine)),
    list: implement.list.handler(({ input }) => ci.list(input.project ?? null, input.limit)),
    get: implement.get.handler(({ input }) => ci.get(input.id)),
    watch: implement.watch.handler(({ input, signal }) => ci.watch(input.id, signal)),
    cancel: implement.cancel.handler(({ input }) => ci.cancel(input.id)),
    logs: implement.logs.handler(async ({ input }) => ({ text: await ci.logs(input.id, input.job) })),
    sbom: implement.sbom.handler(async ({ input }) => ({ json: await ci.sbom(input.id) })),
    workflow: implement.workflow.handler(({ input }) => ci.workflow(input.project, input.solution)),
  });
}
