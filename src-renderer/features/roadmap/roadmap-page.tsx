/** Roteiro: the ninety days as twelve weeks of tasks, the skills map they feed, and the glossary. */
import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import { paths } from '../../app/paths.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { Page } from '../../components/page.tsx';
import { Glossary } from './glossary.tsx';
import { Skills } from './skills.tsx';
import { Weeks } from './weeks.tsx';

const tabs = ['semanas', 'habilidades', 'glossario'] as const;

export default function RoadmapPage() {
  const { t } = useTranslation('roadmap');
  const [, go] = useLocation();
  const { tab, at } = useParams<{ tab?: string; at?: string }>();
  const shown = tabs.find((each) => each === tab) ?? 'semanas';
  useCrumbs([{ label: t('title') }]);
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Tabs value={shown} onChange={(next) => go(paths.roadmap(next ?? undefined))} keepMounted={false}>
        <Tabs.List>
          {tabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`tabs.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="semanas">
          <Weeks at={at} />
        </Tabs.Panel>
        <Tabs.Panel value="habilidades">
          <Skills />
        </Tabs.Panel>
        <Tabs.Panel value="glossario">
          <Glossary key={at} at={at} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
