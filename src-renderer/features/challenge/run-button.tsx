/** Run, and beside it how: what is chosen here is kept with the settings. */
import { Button, Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ChevronDown, Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { useSettings } from '../../app/settings.ts';
import { FastRun } from '../../components/run/fast-run.tsx';
import classes from './challenge.module.css';
import type { Bench } from './use-bench.ts';

export function RunButton({ bench }: { bench: Bench }) {
  const { t } = useTranslation('challenge');
  const { locale } = useLocale();
  const { settings, save } = useSettings();
  const doctor = useQuery(queries.system.doctor({ language: locale }));
  return (
    <Button.Group>
      <Button
        leftSection={<Play size={14} />}
        loading={bench.running}
        onClick={bench.start}
        rightSection={<span className={classes.keys}>Ctrl Enter</span>}
        data-testid="run"
      >
        {t('run')}
      </Button>
      <Popover position="bottom-start" width={300} trapFocus>
        <Popover.Target>
          <Button px={8} className={classes.how} aria-label={t('how.title')} title={t('how.title')}>
            <ChevronDown size={14} />
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <FastRun isPossible={doctor.data?.engine !== 'process'} checked={settings.fastRuns} onChange={(fastRuns) => save({ fastRuns })} />
        </Popover.Dropdown>
      </Popover>
    </Button.Group>
  );
}
