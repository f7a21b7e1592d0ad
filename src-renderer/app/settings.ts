/** The person's settings. The core keeps them; a copy in the browser lets the first paint have the right theme and language. */
import { useMutation, useQuery } from '@tanstack/react-query';
import type { Settings } from '#contract';
import { api } from './client.ts';
import { queries, queryClient } from './queries.ts';

const key = 'bancada.settings';

export const defaults: Settings = { language: 'pt-BR', theme: 'system', engine: 'auto', plantumlServer: '', railCollapsed: false };

export function rememberedSettings(storage: Pick<Storage, 'getItem'> = localStorage): Settings {
  try {
    const found: unknown = JSON.parse(storage.getItem(key) ?? '{}');
    return { ...defaults, ...(typeof found === 'object' ? found : {}) };
  } catch {
    return defaults;
  }
}

export function remember(settings: Settings, storage: Pick<Storage, 'setItem'> = localStorage): void {
  storage.setItem(key, JSON.stringify(settings));
}

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
