/** Comparar: the eleven architectures by criterion, which one fits, and what the learner's own runs measured. */
import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { TakeAway } from '../../components/take-away/take-away.tsx';
import { Fits } from './fits.tsx';
import { MatrixView } from './matrix-view.tsx';
import { MeasuredView } from './measured-view.tsx';

const tabs = ['matriz', 'escolher', 'medidas'] as const;

export default function ComparePage() {
  const { t } = useTranslation('compare');
  const [, go] = useLocation();
  const { tab, chosen = '' } = useParams<{ tab?: string; chosen?: string }>();
  const matrix = useQuery(queries.comparison.matrix());
  const shown = tabs.find((each) => each === tab) ?? 'matriz';
  const modules = chosen.split(',').filter((id) => matrix.data?.architectures.some((each) => each.id === id));
  useCrumbs([{ label: t('title') }]);
  if (matrix.error) return <ErrorState error={matrix.error} onRetry={() => void matrix.refetch()} />;
  const choose = (ids: readonly string[]) => go(paths.compare('matriz', ids), { replace: true });
  return (
    <Page wide title={t('title')} lead={t('lead')} actions={<TakeAway kind="comparison" ids={shown === 'matriz' ? modules : []} name={t('title')} />}>
      <Tabs value={shown} onChange={(next) => go(paths.compare(next ?? undefined, modules))} keepMounted={false}>
        <Tabs.List>
          {tabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`tabs.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {!matrix.data && <TableSkeleton rows={14} />}
        {matrix.data && (
          <>
            <Tabs.Panel value="matriz">
              <MatrixView matrix={matrix.data} chosen={modules} onChoose={choose} />
            </Tabs.Panel>
            <Tabs.Panel value="escolher">
              <Fits matrix={matrix.data} />
            </Tabs.Panel>
            <Tabs.Panel value="medidas">
              <MeasuredView />
            </Tabs.Panel>
          </>
        )}
      </Tabs>
    </Page>
  );
}
