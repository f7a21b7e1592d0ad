/** Revisão: the day's cards, how memory does, one's own cards, and those set aside. */
import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import { paths } from '../../app/paths.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { Page } from '../../components/page.tsx';
import { DueTab } from './due-tab.tsx';
import { Leeches } from './leeches.tsx';
import { OwnCards } from './own/own-cards.tsx';
import classes from './review.module.css';
import { Stats } from './stats/stats.tsx';

const tabs = ['hoje', 'estatisticas', 'meus', 'suspensos'] as const;
const contents = { hoje: DueTab, estatisticas: Stats, meus: OwnCards, suspensos: Leeches };

export default function ReviewPage() {
  const { t } = useTranslation('review');
  const [, go] = useLocation();
  const { tab } = useParams<{ tab?: string }>();
  const shown = tabs.find((each) => each === tab) ?? 'hoje';
  useCrumbs([{ label: t('title') }]);
  const Content = contents[shown];
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Tabs value={shown} onChange={(next) => go(paths.review(next === 'hoje' ? undefined : (next ?? undefined)))} keepMounted={false}>
        <Tabs.List>
          {tabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`tabs.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={shown} className={classes.panel}>
          <Content />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
