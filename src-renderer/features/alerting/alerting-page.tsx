/** Alertas: what fires and what was done about it, the rules behind it, silences, and the channels by which people hear of it. */
import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import { paths } from '../../app/paths.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { Page } from '../../components/page.tsx';
import { AlertList } from './alert-list.tsx';
import { Channels } from './channels.tsx';
import { RuleList } from './rule-list.tsx';
import { Silences } from './silences.tsx';

const tabs = ['alertas', 'regras', 'silencios', 'canais'] as const;

export default function AlertingPage() {
  const { t } = useTranslation('alerting');
  const [, go] = useLocation();
  const { tab } = useParams<{ tab?: string }>();
  const shown = tabs.find((each) => each === tab) ?? 'alertas';
  useCrumbs([{ label: t('monitoring'), href: paths.monitoring() }, { label: t('title') }]);
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Tabs value={shown} onChange={(next) => go(paths.alerts(next === 'alertas' ? undefined : (next ?? undefined)))}>
        <Tabs.List>
          {tabs.map((id) => (
            <Tabs.Tab key={id} value={id}>
              {t(`tab.${id}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={shown} pt="md">
          {shown === 'alertas' && <AlertList />}
          {shown === 'regras' && <RuleList />}
          {shown === 'silencios' && <Silences />}
          {shown === 'canais' && <Channels />}
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
