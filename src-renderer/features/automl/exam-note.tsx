/** The locked rows: closed, opened once, or opened too often. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Search } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { useAction } from '../../app/use-action.ts';
import { Section } from '../../components/page.tsx';
import classes from './automl.module.css';
import { sayScore } from './words.ts';

export function ExamNote({ search }: { search: Search }) {
  const { t } = useTranslation('automl');
  const { locale } = useLocale();
  const open = useAction(() => api.automl.exam({ searchId: search.searchId }));
  const last = search.exams.at(-1);
  return (
    <Section
      title={t('exam.title')}
      actions={
        <Button size="xs" variant="default" loading={open.isPending} onClick={() => open.mutate()}>
          {last ? t('exam.again') : t('exam.open')}
        </Button>
      }
    >
      {!last && <p className={classes.quiet}>{t('exam.closed', { share: Math.round(100 * search.holdout) })}</p>}
      {last && (
        <p className={classes.quiet}>
          {Object.entries(last.metrics)
            .map(([name, value]) => `${name} ${sayScore(value, locale)}`)
            .join(' · ')}{' '}
          {t('exam.rows', { count: last.rows })}
        </p>
      )}
      {search.exams.length > 1 && <p className={classes.warning}>{t('exam.often', { count: search.exams.length })}</p>}
    </Section>
  );
}
