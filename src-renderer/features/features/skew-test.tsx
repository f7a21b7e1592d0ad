/** Training–serving skew: the rows of a data set, asked of the online side as events came in, compared with the offline join. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import classes from './features.module.css';

export function SkewTest({ store }: { store: string }) {
  const { t } = useTranslation('features');
  const { locale } = useLocale();
  const sets = useQuery(queries.datasets.list());
  const [name, setName] = useState('');
  const [at, setAt] = useState('quando');
  const test = useAction(() => api.features.skew({ store, path: `dataset:${name}`, at: at.trim(), limit: 20_000 }));
  const number = (value: number) => value.toLocaleString(locale);
  const cell = (value: unknown) => (typeof value === 'number' ? value.toLocaleString(locale, { maximumFractionDigits: 6 }) : String(value ?? '—'));
  return (
    <div className={classes.ask}>
      <p className={classes.quiet}>{t('skew.text')}</p>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          test.mutate();
        }}
      >
        <NativeSelect
          size="xs"
          label={t('skew.dataset')}
          value={name}
          data={[{ value: '', label: t('skew.choose') }, ...(sets.data ?? []).map((set) => ({ value: set.name, label: set.name }))]}
          onChange={({ target }) => setName(target.value)}
        />
        <TextInput size="xs" label={t('skew.at')} value={at} onChange={({ target }) => setAt(target.value)} />
        <Button type="submit" size="xs" loading={test.isPending} disabled={name === '' || at.trim() === ''}>
          {t('skew.button')}
        </Button>
      </form>
      {test.data && (
        <p role="status" className={test.data.different > 0 ? classes.warning : undefined}>
          {t(test.data.different > 0 ? 'skew.different' : 'skew.same', {
            compared: number(test.data.compared),
            different: number(test.data.different),
            rows: number(test.data.rows),
          })}
        </p>
      )}
      {test.data && test.data.examples.length > 0 && (
        <table className={classes.table} data-narrow>
          <thead>
            <tr>
              <th data-number>{t('skew.row')}</th>
              <th>{t('feature')}</th>
              <th data-number>{t('skew.offline')}</th>
              <th data-number>{t('skew.online')}</th>
            </tr>
          </thead>
          <tbody>
            {test.data.examples.map(({ row, feature, offline, online }) => (
              <tr key={`${row}/${feature}`}>
                <td data-number>{number(row)}</td>
                <td>
                  <code>{feature}</code>
                </td>
                <td data-number>{cell(offline)}</td>
                <td data-number>{cell(online)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
