/** The cards that are due, asked once per sitting: an answer must not reshuffle the pile in a person's hand. */
import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';

export function useQueue(moduleId?: string) {
  const { language } = useLocale();
  return useQuery({
    queryKey: ['review-sitting', moduleId ?? 'all', language],
    queryFn: () => api.study.queue({ language, ...(moduleId ? { moduleId } : {}) }),
    gcTime: 0,
  });
}
