/** Every term of the lab, to look up; one that was linked to comes first. */
import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import classes from './roadmap.module.css';

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

export function Glossary({ at }: { at: string | undefined }) {
  const { t } = useTranslation('roadmap');
  const { language, locale } = useLocale();
  const terms = useQuery(queries.catalog.glossary({ language }));
  const [filter, setFilter] = useState('');
  if (terms.error) return <ErrorState error={terms.error} onRetry={() => void terms.refetch()} />;
  if (!terms.data) return <TableSkeleton rows={12} />;
  const found = terms.data
    .filter(({ term, text }) => plain(`${term} ${text}`).includes(plain(filter.trim())))
    .sort((a, b) => Number(b.id === at) - Number(a.id === at) || a.term.localeCompare(b.term, locale));
  return (
    <>
      <div className={classes.overall}>
        <TextInput
          size="xs"
          placeholder={t('lookUp')}
          aria-label={t('lookUp')}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        <span role="status">{t('terms', { count: found.length })}</span>
      </div>
      <dl className={classes.terms}>
        {found.map(({ id, term, text }) => (
          <div key={id} data-at={id === at || undefined}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
