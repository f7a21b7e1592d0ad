/** A question to the online store: keys and a moment in, values and the time it took out; the same as a command to copy. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeatureStore } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { useAction } from '../../app/use-action.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import classes from './features.module.css';

interface Props {
  store: string;
  definition: FeatureStore['definition'];
  watermark: number | null;
}

export function AskOnline({ store, definition, watermark }: Props) {
  const { t } = useTranslation('features');
  const { locale } = useLocale();
  const [keys, setKeys] = useState<Record<string, string>>({});
  const [at, setAt] = useState(() => (watermark === null ? '' : text(watermark)));
  const moment = at.trim() === '' ? null : Date.parse(`${at.trim().replace(' ', 'T')}Z`);
  const isWrong = moment !== null && Number.isNaN(moment);
  const given = Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== ''));
  const ask = useAction(() => api.features.online({ store, keys: given, at: moment }));
  const pairs = definition.entities.map(({ key }) => `${key}=${keys[key] || '…'}`).join(' ');
  return (
    <div className={classes.ask}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate();
        }}
      >
        {definition.entities.map(({ key }) => (
          <TextInput key={key} size="xs" label={key} value={keys[key] ?? ''} onChange={({ target }) => setKeys({ ...keys, [key]: target.value })} />
        ))}
        <TextInput
          size="xs"
          label={t('ask.at')}
          placeholder={t('ask.now')}
          value={at}
          error={isWrong && t('ask.wrong')}
          onChange={({ target }) => setAt(target.value)}
        />
        <Button type="submit" size="xs" loading={ask.isPending} disabled={isWrong || Object.keys(given).length === 0}>
          {t('ask.button')}
        </Button>
      </form>
      {ask.data && (
        <>
          <table className={classes.table} data-narrow>
            <tbody>
              {Object.entries(ask.data.values).map(([name, value]) => (
                <tr key={name}>
                  <td>
                    <code>{name}</code>
                  </td>
                  <td data-number>{typeof value === 'number' ? value.toLocaleString(locale, { maximumFractionDigits: 4 }) : String(value ?? '—')}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className={classes.quiet}>
            {ask.data.known.length === 0
              ? t('ask.unknown')
              : t('ask.took', { ms: (ask.data.micros / 1000).toLocaleString(locale, { maximumFractionDigits: 3 }) })}
          </p>
        </>
      )}
      <CodeBlock language="bash" text={`npm run bancada -- features get ${store} ${pairs}${at.trim() ? ` --at "${at.trim()}"` : ''}`} />
    </div>
  );
}

const text = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
