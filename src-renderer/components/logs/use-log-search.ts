/** `useLogSearch`: asks the core, which looks through all that is stored; again as lines come, but not at every one of them. */
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../app/client.ts';
import { explainError } from '../../app/errors.ts';
import { useLocale } from '../../app/i18n.ts';
import { atLeast, type Narrowed } from './narrow.ts';

export interface LogSearch {
  /** Of the lines found; null where nothing was asked. */
  seqs: number[] | null;
  total: number;
  problem: string | null;
}

const typingMs = 200;
const growingMs = 1000;

export function useLogSearch(runId: string, { text, regex, matchCase, step, level }: Narrowed, lastSeq: number): LogSearch {
  const { locale } = useLocale();
  const [asked] = useDebouncedValue(text, typingMs);
  const [upTo] = useDebouncedValue(lastSeq, growingMs);
  const query = { runId, text: asked, regex, matchCase, levels: atLeast(level), ...(step && { step }) };
  const { data, error } = useQuery({
    queryKey: ['logs', query, upTo],
    queryFn: () => api.pipelines.searchLogs(query),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (text === '' || asked === '') return { seqs: null, total: 0, problem: null };
  if (error) return { seqs: [], total: 0, problem: explainError(error, locale).what };
  return { seqs: data?.seqs ?? null, total: data?.total ?? 0, problem: null };
}
