/** `usePast`: what each expectation would have stopped in each version, as it is read. What was told stays while another question is on its way. */
import { useDebouncedValue } from '@mantine/hooks';
import { useRef } from 'react';
import type { Expectation, PastAnswer, PastVersion, SuiteHistory } from '#contract';
import { api } from '../../../app/client.ts';
import { useWatch } from '../../../app/use-watch.ts';

const pauseMs = 300;

export interface Past {
  versions: readonly PastVersion[];
  reading: SuiteHistory['reading'];
  error: unknown;
  /** Undefined as long as nobody knows. */
  answer(asked: Expectation, version: PastVersion): PastAnswer | undefined;
}

export function usePast(name: string, expectations: readonly Expectation[] | undefined): Past {
  const questions = expectations?.map(questionOf);
  // Null: there is nothing to ask yet, or nothing that can be asked.
  const [key] = useDebouncedValue(questions && questions.length > 0 ? JSON.stringify([name, questions]) : null, pauseMs);
  const known = useRef(new Map<string, PastAnswer>());
  const last = useRef<readonly PastVersion[]>([]);
  const { value, error } = useWatch(key, (signal) =>
    api.expectations.history({ name, suite: { suite: name, expectations: [...(expectations ?? [])] } }, { signal }),
  );
  if (value) {
    last.current = value.versions;
    for (const { digest, answers } of value.versions) {
      for (const [at, answer] of answers.entries()) known.current.set(`${digest} ${questionOf(value.expectations[at]!)}`, answer);
    }
  }
  return {
    versions: last.current,
    reading: value?.reading ?? null,
    error,
    answer: (asked, { digest }) => known.current.get(`${digest} ${questionOf(asked)}`),
  };
}

/** How grave it is changes nothing in what a table answers; nor does the order in which its fields were written. */
function questionOf({ severity: _, ...asked }: Expectation): string {
  return JSON.stringify(Object.entries(asked).sort(([a], [b]) => a.localeCompare(b)));
}
