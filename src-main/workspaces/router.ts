/** The contract's `workspaces`: handlers of a line or two. */
import type { Core } from '../common/core.ts';
import { procedures } from '../common/procedures.ts';
import { snapshots } from '../common/snapshots.ts';
import { workspacesContract } from '../contract/workspaces.ts';
import type { Checks } from './checks/create.ts';
import { openInEditor } from './editor.ts';
import { insideFolder } from './paths.ts';
import { commitAll, repositoryState } from './repository.ts';
import type { WorkspacesDomain } from './workspaces.ts';

const here = procedures(workspacesContract);

export function workspacesRouter({ changes }: Pick<Core, 'changes'>, workspaces: WorkspacesDomain, checks: Checks) {
  return here.router({
    files: here.files.handler(({ input }) => workspaces.files(input.challengeId)),
    read: here.read.handler(({ input }) => workspaces.read(input.challengeId, input.path, input.solution)),
    write: here.write.handler(({ input }) => workspaces.write(input.challengeId, input.path, input.content)),
    remove: here.remove.handler(({ input }) => workspaces.remove(input.challengeId, input.path)),
    reset: here.reset.handler(({ input }) => workspaces.reset(input.challengeId, input.path)),
    rename: here.rename.handler(({ input }) => workspaces.rename(input.challengeId, input.from, input.to)),
    undoReset: here.undoReset.handler(({ input }) => workspaces.undoReset(input.challengeId, input.resetId)),
    history: here.history.handler(({ input }) => workspaces.history(input.challengeId, input.path)),
    version: here.version.handler(({ input }) => workspaces.version(input.challengeId, input.path, input.id)),
    restore: here.restore.handler(({ input }) => workspaces.restore(input.challengeId, input.path, input.id)),
    gone: here.gone.handler(({ input }) => workspaces.gone(input.challengeId)),
    openEditor: here.openEditor.handler(({ input: { challengeId, path, line } }) => {
      const folder = workspaces.codeFolder(challengeId, 'workspace');
      return openInEditor(folder, path === undefined ? null : insideFolder(folder, path), line ?? null);
    }),
    repository: here.repository.handler(({ input }) => repositoryState(workspaces.codeFolder(input.challengeId, 'workspace'))),
    commit: here.commit.handler(async ({ input }) => {
      const state = await commitAll(workspaces.codeFolder(input.challengeId, 'workspace'), input.message);
      changes.publish({ topic: 'workspace', id: input.challengeId });
      return state;
    }),
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
