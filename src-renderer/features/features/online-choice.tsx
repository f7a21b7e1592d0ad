/** Where the online values of a store lie: the lab's own database, a Redis that it runs, or one at an address. */
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeatureStore } from '#contract';
import { api } from '../../app/client.ts';
import { useAction } from '../../app/use-action.ts';
import classes from './features.module.css';

const kinds = ['sqlite', 'container', 'address'] as const;
type Kind = (typeof kinds)[number];

export function OnlineChoice({ store, chosen }: { store: string; chosen: FeatureStore['onlineStore'] }) {
  const { t } = useTranslation('features');
  const now: Kind = chosen.kind === 'sqlite' ? 'sqlite' : chosen.isContainer ? 'container' : 'address';
  const [kind, setKind] = useState<Kind>(now);
  const [url, setUrl] = useState('redis://127.0.0.1:6379');
  const isWrong = kind === 'address' && !/^rediss?:\/\/\S+$/.test(url.trim());
  const choose = useAction(() =>
    api.features.chooseOnline({
      store,
      to: kind === 'sqlite' ? { kind } : { kind: 'redis', url: kind === 'container' ? null : url.trim() },
    }),
  );
  return (
    <form
      className={classes.ask}
      onSubmit={(event) => {
        event.preventDefault();
        choose.mutate();
      }}
    >
      <p className={classes.quiet}>
        {t('where.now')} <b>{chosen.kind === 'sqlite' ? t('where.sqlite') : chosen.address}</b>
        {now === 'container' && ` (${t('where.container')})`}. {t('where.text')}
      </p>
      <div className={classes.form}>
        <SegmentedControl
          size="xs"
          aria-label={t('where.title')}
          value={kind}
          onChange={(value) => setKind(value as Kind)}
          data={kinds.map((value) => ({ value, label: t(`where.${value}`) }))}
        />
        {kind === 'address' && (
          <TextInput
            size="xs"
            w={280}
            aria-label={t('where.url')}
            value={url}
            error={isWrong && t('where.wrong')}
            onChange={({ target }) => setUrl(target.value)}
          />
        )}
        <Button
          type="submit"
          size="xs"
          variant="default"
          loading={choose.isPending}
          disabled={isWrong || (kind === now && (kind !== 'address' || (chosen.kind === 'redis' && chosen.address === url.trim())))}
        >
          {t('where.choose')}
        </Button>
      </div>
      {choose.isSuccess && (
        <p className={classes.quiet} role="status">
          {t('where.again')}
        </p>
      )}
    </form>
  );
}
