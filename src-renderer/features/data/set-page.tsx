/** One data set: its versions at the left, the chosen one beside them, or two of them compared. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
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
import { SetView } from './set-view.tsx';

export default function SetPage() {
  const { name = '', version } = useParams<{ name: string; version?: string }>();
  return <SetOf key={name} name={name} version={version ?? null} />;
}

function SetOf({ name, version }: { name: string; version: string | null }) {
  const { t } = useTranslation('data');
  const { locale, language } = useLocale();
  const set = useQuery(queries.datasets.get({ name }));
  useCrumbs([{ label: t('title'), href: paths.data() }, { label: name }]);
  const lead = set.data?.shipped
    ? t('shippedLead', { title: set.data.shipped.title[language], licence: set.data.shipped.licence })
    : set.data &&
      t('setLead', {
        logical: formatBytes(set.data.logicalBytes, locale),
        stored: formatBytes(set.data.storedBytes, locale),
        count: set.data.items.length,
      });
  return (
    <Page wide title={name} lead={lead} actions={set.data && !set.data.shipped && <ImportData name={name} />}>
      {set.error && (
        <ErrorState error={set.error} onRetry={() => void set.refetch()}>
          <Button component={Link} href={paths.data()}>
            {t('seeAll')}
          </Button>
        </ErrorState>
      )}
      {set.isPending && <BoxSkeleton height={420} />}
      {set.data && !set.error && <SetView set={set.data} version={version} />}
    </Page>
  );
}
