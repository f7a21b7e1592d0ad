/** The triggers: what each goes by, when it fires next, how the last time went, and its switch. */
import { Button } from '@mantine/core';
import { CalendarClock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { TriggerList } from '#contract';
import { paths } from '../../../app/paths.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import classes from '../automation.module.css';
import { TriggerCard } from './trigger-card.tsx';

export function TriggerCards({ list: { triggers, paused, watching } }: { list: TriggerList }) {
  const { t } = useTranslation('automation');
  if (triggers.length === 0) {
    return (
      <EmptyState
        icon={CalendarClock}
        title={t('empty.title')}
        action={
          <Button component={Link} href={paths.automation('novo')}>
            {t('empty.action')}
          </Button>
        }
      >
        {t('empty.text')}
      </EmptyState>
    );
  }
  return (
    <>
      {paused && <p className={classes.notice}>{t('allPaused')}</p>}
      {!watching && <p className={classes.notice}>{t('notWatching')}</p>}
      <ul className={classes.cards}>
        {triggers.map((trigger) => (
          <TriggerCard key={trigger.name} trigger={trigger} allPaused={paused} />
        ))}
      </ul>
    </>
  );
}
