/** One registered model: its versions at the left, the chosen one beside them, or two of them compared. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams } from 'wouter';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { BoxSkeleton } from '../../components/loading.tsx';
import { Page, Section } from '../../components/page.tsx';
import { AliasHistory } from './alias-history.tsx';
import { Comparison } from './comparison.tsx';
import classes from './models.module.css';
import { VersionDetail } from './version-detail.tsx';
import { VersionList } from './version-list.tsx';

export default function ModelPage() {
  const { t } = useTranslation('models');
  const { name = '', version } = useParams<{ name: string; version?: string }>();
  const [, go] = useLocation();
  const [compared, setCompared] = useState<string[]>([]);
  const model = useQuery(queries.registry.model({ name }));
  useCrumbs([
    { label: t('title'), href: paths.models() },
    { label: name, ...(version ? { href: paths.model(name) } : {}) },
    ...(version ? [{ label: t('version', { version }) }] : []),
  ]);
  const items = [...(model.data?.items ?? [])].sort((a, b) => Number(b.version) - Number(a.version));
  const chosen = items.find((item) => item.version === (version ?? model.data?.aliases.champion)) ?? (version === undefined ? items[0] : undefined);
  const pair = compared.map((each) => items.find((item) => item.version === each)).filter((item) => item !== undefined);
  const [left, right] = pair.sort((a, b) => Number(a.version) - Number(b.version));
  return (
    <Page wide title={name} lead={t('modelLead')}>
      {model.error && (
        <ErrorState error={model.error} onRetry={() => void model.refetch()}>
          <Button component={Link} href={paths.models()}>
            {t('seeAll')}
          </Button>
        </ErrorState>
      )}
      {model.isPending && <BoxSkeleton height={420} />}
      {model.data && (
        <div className={classes.columns}>
          <div>
            <VersionList
              versions={items}
              chosen={chosen?.version ?? null}
              compared={compared}
              onChoose={(each) => {
                setCompared([]);
                go(paths.model(name, each));
              }}
              onCompare={setCompared}
            />
            <Section title={t('history.title')} id="history">
              <AliasHistory history={model.data.history} />
            </Section>
          </div>
          {left && right ? (
            <Comparison left={left} right={right} onClose={() => setCompared([])} />
          ) : chosen ? (
            <VersionDetail key={chosen.version} version={chosen} model={model.data} />
          ) : (
            <EmptyState title={t('unknownVersion', { version: version ?? '', name })} />
          )}
        </div>
      )}
    </Page>
  );
}
