/** Carreira: the interview practised, stories made of measured results, the ten-point checklist, and the portfolio as a repository. */
import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import { paths } from '../../app/paths.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { Page } from '../../components/page.tsx';
import { Checklist } from './checklist.tsx';
import { Interview } from './interview.tsx';
import { PortfolioTab } from './portfolio-tab.tsx';
import { Stories } from './stories.tsx';

const tabs = ['entrevista', 'historias', 'checklist', 'portfolio'] as const;

export default function CareerPage() {
  const { t } = useTranslation('career');
  const [, go] = useLocation();
  const { tab, at } = useParams<{ tab?: string; at?: string }>();
  const shown = tabs.find((each) => each === tab) ?? 'entrevista';
  useCrumbs([{ label: t('title') }]);
  const show = (module: string) => go(paths.career(shown, module), { replace: true });
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Tabs value={shown} onChange={(next) => go(paths.career(next ?? undefined))} keepMounted={false}>
        <Tabs.List>
          {tabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`tabs.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="entrevista">
          <Interview />
        </Tabs.Panel>
        <Tabs.Panel value="historias">
          <Stories />
        </Tabs.Panel>
        <Tabs.Panel value="checklist">
          <Checklist module={at} onModule={show} />
        </Tabs.Panel>
        <Tabs.Panel value="portfolio">
          <PortfolioTab module={at} onModule={show} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
