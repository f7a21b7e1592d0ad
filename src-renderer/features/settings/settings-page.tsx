/** Configurações: choices, the environment and what mends it, backups, the lab's own log, the first steps. */
import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import { paths } from '../../app/paths.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import FirstSteps from '../../components/first-steps/first-steps.tsx';
import { Page } from '../../components/page.tsx';
import { Backup } from './backup.tsx';
import { Doctor } from './doctor.tsx';
import { General } from './general.tsx';
import { LabLog } from './lab-log.tsx';
import classes from './settings.module.css';

const tabs = ['geral', 'ambiente', 'backup', 'logs', 'comecar'] as const;
const contents = { geral: General, ambiente: Doctor, backup: Backup, logs: LabLog, comecar: FirstSteps };

export default function SettingsPage() {
  const { t } = useTranslation('settings');
  const [, go] = useLocation();
  const { tab } = useParams<{ tab?: string; at?: string }>();
  const shown = tabs.find((each) => each === tab) ?? 'geral';
  useCrumbs([{ label: t('title') }]);
  const Content = contents[shown];
  return (
    <Page title={t('title')}>
      <Tabs value={shown} onChange={(next) => go(paths.settings(next === 'geral' ? undefined : (next ?? undefined)))} keepMounted={false}>
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
