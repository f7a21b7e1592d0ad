/** The learner's files as the bench holds them: read when opened, written shortly after the last key, flushed before anything runs. */
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { api } from '../../app/client.ts';
import { queries, queryClient } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { createSaver } from './saver.ts';

export type SaveState = 'saved' | 'saving' | 'dirty' | 'failed';

export function useWorkspace(challengeId: string) {
  const files = useQuery(queries.workspaces.files({ challengeId }));
  const names = files.data?.map(({ path }) => path).join('\n');
  const contents = useQuery({
    queryKey: ['workspace-contents', challengeId, names],
    enabled: names !== undefined,
    queryFn: async () => {
      const read = await Promise.all((names ?? '').split('\n').map((path) => api.workspaces.read({ challengeId, path })));
      return Object.fromEntries(read.map(({ path, content }) => [path, content]));
    },
    gcTime: 0,
  });
  const [state, setState] = useState<SaveState>('saved');
  const write = useAction((file: { path: string; content: string }) => api.workspaces.write({ challengeId, ...file }));
  const send = useRef(write.mutateAsync);
  send.current = write.mutateAsync;
  const saver = useMemo(() => createSaver({ write: (path, content) => send.current({ path, content }), onState: setState }), []);
  useEffect(() => () => void saver.flush(), [saver]);

  const reset = useCallback(
    async (path?: string) => {
      saver.forget(path);
      const { keptIn } = await api.workspaces.reset({ challengeId, ...(path ? { path } : {}) });
      await queryClient.invalidateQueries({ queryKey: ['workspaces'] });
      await queryClient.invalidateQueries({ queryKey: ['workspace-contents', challengeId] });
      return keptIn;
    },
    [challengeId, saver],
  );

  const create = useCallback(
    async (path: string) => {
      await saver.flush();
      await api.workspaces.write({ challengeId, path, content: '' });
      await queryClient.invalidateQueries({ queryKey: ['workspaces'] });
    },
    [challengeId, saver],
  );

  return {
    files: files.data,
    contents: contents.data,
    error: files.error ?? contents.error,
    refetch: files.refetch,
    state,
    edit: saver.edit,
    flush: saver.flush,
    reset,
    create,
  };
}
