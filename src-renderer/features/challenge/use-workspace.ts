/** The learner's files as the bench holds them: read when opened, written shortly after the last key, flushed before anything runs. */
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { api } from '../../app/client.ts';
import { failureOf } from '../../app/errors.ts';
import { queries, queryClient } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { createDrafts } from './drafts.ts';
import { createSaver } from './saver.ts';

export type SaveState = 'saved' | 'saving' | 'dirty' | 'failed';

export function useWorkspace(challengeId: string) {
  const files = useQuery(queries.workspaces.files({ challengeId }));
  const names = files.data?.map(({ path }) => path).join('\n');
  const drafts = useMemo(() => createDrafts(challengeId), [challengeId]);
  const [recovered, setRecovered] = useState<string[]>([]);
  const [edition, setEdition] = useState(0);
  const [state, setState] = useState<SaveState>('saved');
  const write = useAction((file: { path: string; content: string }) => api.workspaces.write({ challengeId, ...file }));
  const send = useRef(write.mutateAsync);
  send.current = write.mutateAsync;
  const saver = useMemo(() => createSaver({ write: (path, content) => send.current({ path, content }), onState: setState, drafts }), [drafts]);
  /** The last text known of each file: what another program wrote differs from it. */
  const texts = useRef<Record<string, string>>({});
  const contents = useQuery({
    queryKey: ['workspace-contents', challengeId, names],
    enabled: names !== undefined,
    queryFn: async () => {
      const asked = (names ?? '').split('\n');
      const read = await readAll(challengeId, asked);
      if (Object.keys(read).length < asked.length) void queryClient.invalidateQueries({ queryKey: ['workspaces'] });
      const left = Object.entries(drafts.left(files.data ?? [])).filter(([path, text]) => path in read && read[path] !== text);
      for (const [path, text] of left) saver.edit(path, text);
      if (left.length > 0) setRecovered(left.map(([path]) => path));
      texts.current = { ...read, ...Object.fromEntries(left) };
      return texts.current;
    },
    gcTime: 0,
  });
  useEffect(() => () => void saver.flush(), [saver]);

  /** The models start again from what the core has. */
  const replaced = useCallback(async () => {
    await queryClient.invalidateQueries({ queryKey: ['workspaces'] });
    await queryClient.invalidateQueries({ queryKey: ['workspace-contents', challengeId] });
    setEdition((before) => before + 1);
  }, [challengeId]);
  useOutside(challengeId, texts, saver.flush, replaced);

  /** What is being written is in the history before it is replaced. */
  const replace = useCallback(
    async <T>(act: () => Promise<T>, path?: string): Promise<T> => {
      await saver.flush();
      saver.forget(path);
      const result = await act();
      await replaced();
      return result;
    },
    [saver, replaced],
  );
  const reset = useCallback(
    async (path?: string) => {
      const { resetId } = await replace(() => api.workspaces.reset({ challengeId, ...(path ? { path } : {}) }), path);
      return () => replace(() => api.workspaces.undoReset({ challengeId, resetId }));
    },
    [challengeId, replace],
  );
  const restore = useCallback(
    (path: string, id: string) => replace(() => api.workspaces.restore({ challengeId, path, id }), path),
    [challengeId, replace],
  );
  const remove = useCallback(
    async (path: string) => {
      await replace(() => api.workspaces.remove({ challengeId, path }), path);
      const [last] = await api.workspaces.history({ challengeId, path });
      return last ? () => restore(path, last.id) : null;
    },
    [challengeId, replace, restore],
  );
  const rename = useCallback(
    (from: string, to: string) => replace(() => api.workspaces.rename({ challengeId, from, to }), from),
    [challengeId, replace],
  );
  const create = useCallback(
    async (path: string) => {
      await saver.flush();
      await api.workspaces.write({ challengeId, path, content: '' });
      await queryClient.invalidateQueries({ queryKey: ['workspaces'] });
    },
    [challengeId, saver],
  );
  const edit = useCallback(
    (path: string, content: string) => {
      texts.current[path] = content;
      saver.edit(path, content);
    },
    [saver],
  );

  return {
    files: files.data?.filter(({ path }) => !contents.data || path in contents.data),
    contents: contents.data,
    // While the core is away one goes on writing in what is there.
    error: contents.data ? null : (files.error ?? contents.error),
    refetch: files.refetch,
    state,
    /** Files with text that had been typed and not written when the lab ended. */
    recovered,
    edition,
    edit,
    flush: saver.flush,
    reset,
    restore,
    remove,
    rename,
    create,
  };
}

/** Without those that are gone: another program may have removed them since they were listed. */
async function readAll(challengeId: string, paths: readonly string[]): Promise<Record<string, string>> {
  const readOne = async (path: string) => {
    try {
      const { content } = await api.workspaces.read({ challengeId, path });
      return [[path, content]] as const;
    } catch (error) {
      if (failureOf(error).code === 'FILE_NOT_FOUND') return [];
      throw error;
    }
  };
  return Object.fromEntries((await Promise.all(paths.map(readOne))).flat());
}

/** Whoever comes back from another editor finds what was written there. */
function useOutside(challengeId: string, texts: { current: Record<string, string> }, flush: () => Promise<void>, replaced: () => Promise<void>) {
  useEffect(() => {
    const look = async () => {
      await flush();
      const files = await api.workspaces.files({ challengeId });
      const now = await readAll(
        challengeId,
        files.map(({ path }) => path),
      );
      const known = texts.current;
      const isSame = Object.keys(now).length === Object.keys(known).length && Object.entries(now).every(([path, text]) => known[path] === text);
      if (!isSame && Object.keys(known).length > 0) await replaced();
    };
    const listen = () => void look().catch(() => undefined); // no connection: the window says so by itself
    window.addEventListener('focus', listen);
    return () => window.removeEventListener('focus', listen);
  }, [challengeId, texts, flush, replaced]);
}
