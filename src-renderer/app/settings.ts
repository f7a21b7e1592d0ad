/** The person's settings: the core keeps them, this window shows a change at once. */
import { useMutation, useQuery } from '@tanstack/react-query';
import type { Settings } from '#contract';
import { api } from './client.ts';
import { queries, queryClient } from './queries.ts';
import { defaults, rememberedSettings } from './remembered-settings.ts';

export function useSettings() {
  const query = useQuery({ ...queries.system.settings(), placeholderData: () => rememberedSettings() });
  const save = useMutation({
    mutationFn: (change: Partial<Settings>) => api.system.saveSettings(change),
    onMutate: (change) => show({ ...(query.data ?? defaults), ...change }),
    onSuccess: show,
    onError: () => queryClient.invalidateQueries({ queryKey: ['system', 'settings'] }),
  });
  return { settings: query.data ?? rememberedSettings(), save: save.mutate, saving: save.isPending };
}

function show(settings: Settings) {
  queryClient.setQueryData(queries.system.settings().queryKey, settings);
}
