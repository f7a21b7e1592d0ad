/** What an experiment is called on the screen: those of the checks of a challenge by the challenge. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { challengeOf, isCheckRun } from '../../lib/check-run.ts';

export function useTitle(): (experiment: { name: string }) => string {
  const { t } = useTranslation('experiments');
  return useCallback(({ name }) => (isCheckRun({ pipeline: name }) ? t('ofCheck', { name: challengeOf({ pipeline: name }) }) : name), [t]);
}
