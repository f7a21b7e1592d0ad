/** The filter of the runs: typed in MLflow's grammar, or put together in a form that writes the same text. Saved ones are a click away. */
import { Button } from '@mantine/core';
import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Keys } from '../found.ts';
import type { SavedFilter } from '../use-view.ts';
import { readClauses } from './clauses.ts';
import classes from './filter.module.css';
import { FilterField } from './filter-field.tsx';
import { FilterForm } from './filter-form.tsx';
import { SavedFilters } from './saved-filters.tsx';

interface Props {
  draft: string;
  /** What is asked for now. */
  filter: string;
  keys: Keys;
  experimentIds: readonly string[];
  /** What the core says of the filter that is asked for. */
  error: unknown;
  saved: readonly SavedFilter[];
  onDraft(text: string): void;
  onFilter(text: string): void;
  onSaved(filters: SavedFilter[]): void;
}

export function FilterBar(props: Props) {
  const { draft, filter, keys, experimentIds, error, saved, onDraft, onFilter, onSaved } = props;
  const { t } = useTranslation('experiments');
  const [form, setForm] = useState(false);
  const apply = (text: string) => {
    onDraft(text);
    onFilter(text);
  };
  return (
    <div className={classes.bar}>
      <FilterField
        draft={draft}
        keys={keys}
        experimentIds={experimentIds}
        error={draft === filter ? error : null}
        onDraft={(text) => {
          onDraft(text);
          // A whole filter is asked for at once; one that is being typed waits for Enter.
          if (readClauses(text) !== null) onFilter(text);
        }}
        onApply={apply}
      />
      <Button
        variant={form ? 'light' : 'default'}
        aria-expanded={form}
        leftSection={<SlidersHorizontal size={14} />}
        onClick={() => setForm((before) => !before)}
      >
        {t('filter.form')}
      </Button>
      <SavedFilters saved={saved} current={filter} onPick={apply} onSaved={onSaved} />
      {form && <FilterForm text={draft} keys={keys} experimentIds={experimentIds} onText={apply} onClear={() => apply('')} />}
    </div>
  );
}
