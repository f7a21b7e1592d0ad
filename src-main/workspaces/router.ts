/** The contract's `workspaces`: handlers of a line or two. */
import type { Core } from '../common/core.ts';
import { procedures } from '../common/procedures.ts';
import { snapshots } from '../common/snapshots.ts';
import { workspacesContract } from '../contract/workspaces.ts';
import type { Checks } from './checks/create.ts';
import type { WorkspacesDomain } from './workspaces.ts';

const here = procedures(workspacesContract);

export function workspacesRouter({ changes }: Pick<Core, 'changes'>, workspaces: WorkspacesDomain, checks: Checks) {
  return here.router({
    files: here.files.handler(({ input }) => workspaces.files(input.challengeId)),
    read: here.read.handler(({ input }) => workspaces.read(input.challengeId, input.path, input.solution)),
    write: here.write.handler(({ input }) => workspaces.write(input.challengeId, input.path, input.content)),
    remove: here.remove.handler(({ input }) => workspaces.remove(input.challengeId, input.path)),
    reset: here.reset.handler(({ input }) => workspaces.reset(input.challengeId, input.path)),
    folder: here.folder.handler(({ input }) => ({ path: workspaces.codeFolder(input.challengeId, 'workspace') })),
    sdkTypes: here.sdkTypes.handler(() => workspaces.sdkTypes()),
    check: here.check.handler(({ input }) => checks.start(input)),
    cancelCheck: here.cancelCheck.handler(({ input }) => checks.cancel(input.sessionId)),
    lastCheck: here.lastCheck.handler(({ input }) => checks.last(input.challengeId, input.language)),
    watchCheck: here.watchCheck.handler(async function* ({ input: { sessionId }, signal }) {
      const read = () => checks.session(sessionId);
      const id = read().challengeId;
      yield* snapshots({ changes, topics: ['workspace'], id, read, ended: ({ status }) => status !== 'running', signal });
    }),
  });
}
