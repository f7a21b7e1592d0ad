/** Managed cloud, simulated: a plan's bill, its permissions, what stands in the simulation, and the tables of prices. */
import { Alert, Select, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Cloud } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import type { CloudSource } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import classes from './cloud.module.css';
import { Costs } from './costs.tsx';
import { Permissions } from './permissions.tsx';
import { PriceTables } from './price-tables.tsx';
import { Site } from './site.tsx';

const tabs = ['custos', 'permissoes', 'recursos', 'precos'] as const;

export default function CloudPage() {
  const { t } = useTranslation('cloud');
  const { language } = useLocale();
  const { plan, tab = 'custos' } = useParams<{ plan?: string; tab?: string }>();
  const [, go] = useLocation();
  const plans = useQuery(queries.cloud.plans());
  const chosen = plans.data?.find(({ source }) => idOf(source) === plan) ?? plans.data?.[0];
  const id = chosen ? idOf(chosen.source) : 'example:sagemaker';
  const checked = useQuery({
    ...queries.cloud.check({ source: chosen?.source ?? { kind: 'example', id: 'sagemaker' } }),
    enabled: chosen !== undefined,
  });
  useCrumbs([{ label: t('title') }]);
  const problems = checked.data?.problems ?? [];
  return (
    <Page
      wide
      title={
        <>
          {t('title')} <span className={classes.badge}>{t('simulated')}</span>
        </>
      }
      lead={t('lead')}
      actions={
        plans.data && (
          <Select
            size="xs"
            w={260}
            allowDeselect={false}
            aria-label={t('plan')}
            value={id}
            data={plans.data.map(({ source, title }) => ({
              value: idOf(source),
              label: source.kind === 'example' ? t('example', { title }) : title,
            }))}
            onChange={(value) => value && go(paths.cloud(value, tab))}
          />
        )
      }
    >
      {plans.error && <ErrorState error={plans.error} onRetry={() => void plans.refetch()} />}
      {checked.error && <ErrorState error={checked.error} onRetry={() => void checked.refetch()} />}
      {problems.length > 0 && (
        <Alert color="orange" title={t('problems')} icon={<Cloud size={16} />}>
          <ul className={classes.problems}>
            {problems.map(({ say }) => (
              <li key={say.en}>{say[language]}</li>
            ))}
          </ul>
        </Alert>
      )}
      {plans.isPending && <TableSkeleton rows={6} rowHeight={32} />}
      {chosen && (
        <Tabs value={tab} onChange={(value) => value && go(paths.cloud(id, value))} keepMounted={false}>
          <Tabs.List>
            {tabs.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {t(`tab.${each}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="custos" pt="md">
            {checked.data?.plan && <Costs source={chosen.source} />}
          </Tabs.Panel>
          <Tabs.Panel value="permissoes" pt="md">
            {checked.data?.plan && <Permissions source={chosen.source} />}
          </Tabs.Panel>
          <Tabs.Panel value="recursos" pt="md">
            <Site source={chosen.source} canApply={checked.data?.plan != null} />
          </Tabs.Panel>
          <Tabs.Panel value="precos" pt="md">
            <PriceTables />
          </Tabs.Panel>
        </Tabs>
      )}
    </Page>
  );
}

function idOf(source: CloudSource): string {
  if (source.kind === 'workspace') return source.pipeline;
  return source.kind === 'example' ? `example:${source.id}` : source.path;
}
