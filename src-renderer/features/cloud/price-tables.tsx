/** The tables that costs are reckoned with, as text to edit: a copy of one's own counts until it is taken back. */
import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CloudTable } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { queries, queryClient } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import { Section } from '../../components/page.tsx';
import classes from './cloud.module.css';

export function PriceTables() {
  const { t } = useTranslation('cloud');
  const { language } = useLocale();
  const tables = useQuery(queries.cloud.tables());
  const [chosen, choose] = useState<string | null>(null);
  if (tables.error) return <ErrorState error={tables.error} onRetry={() => void tables.refetch()} />;
  if (!tables.data) return <TableSkeleton rows={8} rowHeight={32} />;
  const table = tables.data.find(({ id }) => id === chosen) ?? tables.data[0]!;
  return (
    <>
      <p className={classes.quiet}>{t('prices.about')}</p>
      <SegmentedControl
        size="xs"
        aria-label={t('tab.precos')}
        value={table.id}
        onChange={choose}
        data={tables.data.map(({ id, title, edited }) => ({ value: id, label: `${title[language]}${edited ? ' *' : ''}` }))}
      />
      <Editor key={`${table.id} ${String(table.edited)}`} table={table} />
    </>
  );
}

function Editor({ table: { id, text: stored, edited, path, problems } }: { table: CloudTable }) {
  const { t } = useTranslation('cloud');
  const { language } = useLocale();
  const [text, setText] = useState(stored);
  const again = () => void queryClient.invalidateQueries({ queryKey: ['cloud'] });
  const save = useAction(() => api.cloud.saveTable({ id, text }), { onSuccess: again });
  const reset = useAction(() => api.cloud.resetTable({ id }), { onSuccess: again });
  return (
    <Section
      title={edited ? t('prices.own') : t('prices.shipped')}
      actions={
        <span className={classes.buttons}>
          {edited && (
            <Button size="xs" variant="default" loading={reset.isPending} onClick={() => reset.mutate()}>
              {t('prices.reset')}
            </Button>
          )}
          <Button size="xs" disabled={text === stored} loading={save.isPending} onClick={() => save.mutate()}>
            {t('prices.save')}
          </Button>
        </span>
      }
    >
      {problems.map(({ say }) => (
        <p key={say.en} className={classes.warning}>
          {say[language]}
        </p>
      ))}
      <Textarea
        aria-label={path}
        classNames={{ input: classes.editor }}
        autosize
        minRows={16}
        maxRows={32}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <p className={classes.quiet}>
        <code>{path}</code>
      </p>
    </Section>
  );
}
