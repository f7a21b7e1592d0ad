/** What an endpoint serves, in words: a version of a model or the program of a challenge. */
import { useTranslation } from 'react-i18next';
import type { Endpoint } from '#contract';

export function useSourceText(): (endpoint: Pick<Endpoint, 'source'>) => string {
  const { t } = useTranslation(['services', 'common']);
  return ({ source }) => {
    if (source.kind === 'program') return t('source.program', { file: source.file, solution: t(`common:solution.${source.solution}`) });
    const alias = source.alias ? ` @${source.alias}` : '';
    return t('source.model', { name: source.name, version: source.version, alias });
  };
}
