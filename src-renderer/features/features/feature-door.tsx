/** The address by which programs outside ask the online store and hand it events, with its token, as code to copy. */
import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { DoorOpen } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeatureStore } from '#contract';
import { api } from '../../app/client.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { exampleKeys, exampleRow } from './example-row.ts';
import classes from './features.module.css';
import { type Language, languages, snippet } from './snippets.ts';

export function FeatureDoor({ store, definition }: { store: string; definition: FeatureStore['definition'] }) {
  const { t } = useTranslation('features');
  const door = useQuery(queries.features.door({ store }));
  const open = useAction(() => api.features.openDoor({ store }));
  const shut = useAction(() => api.features.shutDoor({ store }));
  const [language, setLanguage] = useState<Language>('curl');
  const [now] = useState(() => Date.now());
  if (door.error) return <ErrorState error={door.error} onRetry={() => void door.refetch()} />;
  if (door.data === undefined) return null;
  if (door.data === null) {
    return (
      <div className={classes.ask}>
        <p className={classes.quiet}>{t('door.text')}</p>
        <div>
          <Button size="xs" variant="default" leftSection={<DoorOpen size={14} />} onClick={() => open.mutate()} loading={open.isPending}>
            {t('door.open')}
          </Button>
        </div>
      </div>
    );
  }
  const { url, token } = door.data;
  const source = definition.views[0]?.source ?? '';
  const code = languages.find(({ value }) => value === language)!.code;
  return (
    <div className={classes.ask}>
      <p className={classes.quiet}>{t('door.text')}</p>
      <div className={classes.form}>
        <SegmentedControl
          size="xs"
          aria-label={t('door.language')}
          value={language}
          onChange={(value) => setLanguage(value as Language)}
          data={languages.map(({ value, label }) => ({ value, label }))}
        />
        <Button size="xs" variant="default" onClick={() => open.mutate()} loading={open.isPending}>
          {t('door.renew')}
        </Button>
        <Button size="xs" variant="default" onClick={() => shut.mutate()} loading={shut.isPending}>
          {t('door.shut')}
        </Button>
      </div>
      {url === null ? (
        <p className={classes.quiet}>{t('door.silent')}</p>
      ) : (
        <>
          <h4 className={classes.small}>{t('door.get')}</h4>
          <CodeBlock language={code} text={snippet(language, { url, token }, { keys: exampleKeys(definition) })} />
          <h4 className={classes.small}>{t('door.push')}</h4>
          <CodeBlock language={code} text={snippet(language, { url, token }, { source, rows: [exampleRow(definition, source, now)] })} />
        </>
      )}
    </div>
  );
}
