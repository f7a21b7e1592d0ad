/** One data set: its versions at the left, the chosen one beside them, or two of them compared. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ListChecks } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { useLocale } from '../../app/i18n.ts';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { BoxSkeleton } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { formatBytes } from '../../lib/format.ts';
import { ImportData } from './import/import-data.tsx';
import { isTable, SetRules } from './rules/set-rules.tsx';
import { SetView } from './set-view.tsx';

/** In the place of a version: the expectations of the whole set. */
const rulesPart = 'expectativas';

export default function SetPage() {
  const { name = '', version } = useParams<{ name: string; version?: string }>();
  return <SetOf key={name} name={name} version={version ?? null} />;
}

function SetOf({ name, version }: { name: string; version: string | null }) {
  const { t } = useTranslation('data');
  const { locale, language } = useLocale();
  const set = useQuery(queries.datasets.get({ name }));
  const isRules = version === rulesPart;
  useCrumbs([
    { label: t('title'), href: paths.data() },
    ...(isRules ? [{ label: name, href: paths.data(name) }, { label: t('suites:open') }] : [{ label: name }]),
  ]);
  const lead = set.data?.shipped
    ? t('shippedLead', { title: set.data.shipped.title[language], licence: set.data.shipped.licence })
    : set.data &&
      t('setLead', {
        logical: formatBytes(set.data.logicalBytes, locale),
        stored: formatBytes(set.data.storedBytes, locale),
        count: set.data.items.length,
      });
  const actions = set.data && (
    <>
      {!isRules && set.data.items.some(isTable) && (
        <Button component={Link} href={paths.data(name, rulesPart)} variant="default" leftSection={<ListChecks size={14} />}>
          {t('suites:open')}
        </Button>
      )}
      {!set.data.shipped && <ImportData name={name} />}
    </>
  );
  return (
    <Page wide title={name} lead={lead} actions={actions}>
      {set.error && (
        <ErrorState error={set.error} onRetry={() => void set.refetch()}>
          <Button component={Link} href={paths.data()}>
            {t('seeAll')}
          </Button>
        </ErrorState>
      )}
      {set.isPending && <BoxSkeleton height={420} />}
      {set.data && !set.error && (isRules ? <SetRules set={set.data} /> : <SetView set={set.data} version={version} />)}
    </Page>
  );
}
