/** `createSubscriptions`: who tells us when to look at what: the core's own changes, watched folders, and the bell of other cores. */
import type { Bell } from '../common/bell.ts';
import type { Core } from '../common/core.ts';
import type { LabChange } from '../contract/system.ts';
import type { Workspaces } from '../workspaces/workspaces.ts';
import type { StoredTrigger } from './rows.ts';
import { watchFolder } from './sources/files.ts';
import type { Kinds } from './watch.ts';

export interface SubscriptionDeps {
  core: Pick<Core, 'changes' | 'log'>;
  bell: Bell;
  workspaces: Pick<Workspaces, 'codeFolder'>;
  look(kinds: Kinds): Promise<void>;
  isWatching(): boolean;
}

const sources: Partial<Record<LabChange['topic'], Kinds>> = {
  registry: ['model'],
  monitoring: ['alert'],
  'data-versions': ['dataset'],
};
/** What a core that does not stay changes for one that does. */
const rung: readonly LabChange['topic'][] = ['registry', 'monitoring', 'data-versions', 'queue', 'settings'];

export function createSubscriptions({ core, bell, workspaces, look, isWatching }: SubscriptionDeps) {
  const folders = new Map<string, () => void>();
  let stopBell = () => {};
  let toRing = false;

  const soon = (kinds: Kinds) => void look(kinds).catch((error) => core.log.warn('triggers not looked at', { error }));
  const stopListening = core.changes.listen(({ topic, id }) => {
    if (!isWatching()) {
      toRing ||= rung.includes(topic);
      return;
    }
    const kinds = sources[topic];
    if (kinds) soon(kinds);
    if (topic === 'workspace') {
      if (id !== undefined) refollow(id);
      soon(['files']);
    }
  });

  function follow(active: readonly StoredTrigger[]): void {
    const wanted = new Set(active.flatMap(({ definition: { source } }) => (source.kind === 'files' ? [source.workspace] : [])));
    for (const [workspace, stop] of folders) {
      if (wanted.has(workspace)) continue;
      stop();
      folders.delete(workspace);
    }
    for (const workspace of wanted) if (!folders.has(workspace)) start(workspace);
  }
  function start(workspace: string): void {
    try {
      const folder = workspaces.codeFolder(workspace, 'workspace');
      folders.set(
        workspace,
        watchFolder(
          folder,
          () => soon(['files']),
          (error) => core.log.warn('folder not watched', { folder, error }),
        ),
      );
    } catch (error) {
      core.log.warn('folder not watched', { workspace, error });
    }
  }
  /** A reset puts another folder in its place. */
  function refollow(workspace: string): void {
    const stop = folders.get(workspace);
    if (!stop) return;
    stop();
    folders.delete(workspace);
    start(workspace);
  }

  return {
    follow,
    open() {
      stopBell = bell.listen(() => {
        // The limits may be others, and so may everything that windows show of triggers and queue.
        for (const topic of ['settings', 'triggers', 'queue'] as const) core.changes.publish({ topic });
        soon('all');
      });
    },
    close() {
      stopListening();
      stopBell();
      for (const stop of folders.values()) stop();
      folders.clear();
      if (toRing) bell.ring();
    },
  };
}
