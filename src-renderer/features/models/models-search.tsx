/** The search for models: a plain form, or MLflow's own grammar with what is wrong with it. */
import { SegmentedControl, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { explainError } from '../../app/errors.ts';
import { useLocale } from '../../app/i18n.ts';
import classes from './models.module.css';
import { filterOf, type PlainSearch } from './models-filter.ts';

export interface ModelSearch extends PlainSearch {
  kind: 'plain' | 'grammar';
  text: string;
}

export const noSearch: ModelSearch = { kind: 'plain', name: '', tag: '', text: '' };

export const wordsOf = (search: ModelSearch): string | undefined => (search.kind === 'plain' ? filterOf(search) : search.text.trim() || undefined);

interface Props {
  search: ModelSearch;
  onSearch(search: ModelSearch): void;
  error: unknown;
}

export function ModelsSearch({ search, onSearch, error }: Props) {
  const { t } = useTranslation('models');
  const { locale } = useLocale();
  const switchTo = (kind: string) =>
    // What was asked plainly is where a filter begins.
    onSearch(kind === 'grammar' ? { ...search, kind: 'grammar', text: search.text || (filterOf(search) ?? '') } : { ...search, kind: 'plain' });
  return (
    <search className={classes.search}>
      {search.kind === 'plain' ? (
        <>
          <TextInput
            aria-label={t('search.name')}
            placeholder={t('search.name')}
            leftSection={<Search size={13} />}
            value={search.name}
            onChange={(event) => onSearch({ ...search, name: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t('search.tag')}
            placeholder={t('search.tag')}
            value={search.tag}
            onChange={(event) => onSearch({ ...search, tag: event.currentTarget.value })}
          />
        </>
      ) : (
        <TextInput
          className={classes.grammar ?? ''}
          aria-label={t('search.filter')}
          placeholder={t('search.example')}
          value={search.text}
          error={error ? explainError(error, locale).what : undefined}
          onChange={(event) => onSearch({ ...search, text: event.currentTarget.value })}
        />
      )}
      <SegmentedControl
        aria-label={t('search.kind')}
        value={search.kind}
        onChange={switchTo}
        data={[
          { value: 'plain', label: t('search.plain') },
          { value: 'grammar', label: t('search.grammar') },
        ]}
      />
    </search>
  );
}
