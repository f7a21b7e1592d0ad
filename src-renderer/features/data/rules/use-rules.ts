/** `useRules`: the expectations in hand: where they came from, which are accepted, and how each was changed. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Expectation, FoundSuite } from '#contract';
import { api } from '../../../app/client.ts';
import { queries } from '../../../app/queries.ts';

export interface Rule {
  readonly id: number;
  readonly asked: Expectation;
  /** Goes into the suite. */
  readonly accepted: boolean;
}

/** `''`: what the profile suggests; else `challenge/path` of a suite. */
export type RulesSource = string;

export const sourceOf = ({ challengeId, path }: Pick<FoundSuite, 'challengeId' | 'path'>): RulesSource => `${challengeId}/${path}`;

export function useRules(name: string, version: number) {
  const [source, setSource] = useState<RulesSource>('');
  const [edited, setEdited] = useState<{ source: RulesSource; rules: Rule[] } | null>(null);
  const suites = useQuery({ queryKey: ['workspaces', 'suites'], queryFn: () => api.expectations.suites() });
  const inferred = useQuery({ ...queries.expectations.infer({ name, version }), enabled: source === '' });
  const suite = suites.data?.find((each) => sourceOf(each) === source) ?? null;
  const given = source === '' ? inferred.data : (suite?.expectations ?? undefined);
  // What is proposed is accepted one by one; what is in a file was accepted before.
  const untouched = given?.map((asked, id): Rule => ({ id, asked, accepted: source !== '' }));
  const rules = edited?.source === source ? edited.rules : untouched;
  return {
    source,
    suites: suites.data ?? [],
    suite,
    rules,
    error: suites.error ?? (source === '' ? inferred.error : null),
    retry: () => void Promise.all([suites.refetch(), source === '' ? inferred.refetch() : null]),
    isEdited: edited?.source === source,
    choose(next: RulesSource) {
      setEdited(null);
      setSource(next);
    },
    change(id: number, what: Partial<Omit<Rule, 'id'>>) {
      if (rules) setEdited({ source, rules: rules.map((rule) => (rule.id === id ? { ...rule, ...what } : rule)) });
    },
    acceptAll(accepted: boolean) {
      if (rules) setEdited({ source, rules: rules.map((rule) => ({ ...rule, accepted })) });
    },
  };
}

export type Rules = ReturnType<typeof useRules>;
