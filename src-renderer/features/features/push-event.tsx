/** A row of a source as it would come from outside, handed to the store by hand: offline and online know it at once. */
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeatureStore } from '#contract';
import { api } from '../../app/client.ts';
import { useAction } from '../../app/use-action.ts';
import { exampleRow } from './example-row.ts';
import classes from './features.module.css';

type Row = Record<string, string | number | boolean | null>;

export function PushEvent({ store, definition }: { store: string; definition: FeatureStore['definition'] }) {
  const { t } = useTranslation('features');
  const sources = [...new Set(definition.views.map(({ source }) => source))];
  const [source, setSource] = useState(sources[0] ?? '');
  const example = (of: string) => JSON.stringify(exampleRow(definition, of, Date.now()), null, 2);
  const [text, setText] = useState(() => example(source));
  const { row, wrong } = parsed(text);
  const push = useAction(() => api.features.push({ store, source, rows: [row ?? {}] }));
  return (
    <form
      className={classes.ask}
      onSubmit={(event) => {
        event.preventDefault();
        push.mutate();
      }}
    >
      <p className={classes.quiet}>{t('push.text')}</p>
      {sources.length > 1 && (
        <NativeSelect
          size="xs"
          label={t('push.source')}
          value={source}
          data={sources}
          onChange={({ target }) => {
            setSource(target.value);
            setText(example(target.value));
          }}
        />
      )}
      <Textarea
        label={t('push.row')}
        value={text}
        autosize
        minRows={4}
        maxRows={14}
        styles={{ input: { fontFamily: 'var(--b-font-mono)', fontSize: 13 } }}
        error={wrong !== null && t('push.wrong', { detail: wrong })}
        onChange={({ target }) => setText(target.value)}
      />
      <div>
        <Button type="submit" size="xs" loading={push.isPending} disabled={row === null}>
          {t('push.button')}
        </Button>
      </div>
      {push.data && (
        <p className={classes.quiet} role="status">
          {t(push.data.taken > 0 ? 'push.taken' : 'push.known')}
        </p>
      )}
    </form>
  );
}

function parsed(text: string): { row: Row | null; wrong: string | null } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { row: value as Row, wrong: null } : { row: null, wrong: '{ … }' };
  } catch (error) {
    return { row: null, wrong: (error as Error).message };
  }
}
