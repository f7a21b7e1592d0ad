/** Studies of drift: any window against any data set. The form, the newest study, and those before it. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Endpoint } from '#contract';
import { api } from '../../../app/client.ts';
import { useLocale } from '../../../app/i18n.ts';
import { queries } from '../../../app/queries.ts';
import { useWatch } from '../../../app/use-watch.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { Section } from '../../../components/page.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { formatInstant } from '../../../lib/format.ts';
import classes from './study.module.css';
import { StudyForm } from './study-form.tsx';
import { StudyView } from './study-view.tsx';

export function Study({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation('drift');
  const { locale } = useLocale();
  const [chosen, setChosen] = useState<string | null>(null);
  const list = useQuery(queries.drift.list({ endpoint: endpoint.name, limit: 8 }));
  const shown = chosen ?? list.data?.[0]?.studyId ?? null;
  const { value: study } = useWatch(shown === null ? null : `drift.${shown}`, (signal) => api.drift.watch({ studyId: shown ?? '' }, { signal }));
  return (
    <Section title={t('study.title')} id="study">
      <p className={classes.quiet}>{t('study.lead')}</p>
      <StudyForm endpoint={endpoint} busy={study?.status === 'running'} onStarted={setChosen} />
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {study && <StudyView key={study.studyId} study={study} />}
      {list.data && list.data.length > 1 && (
        <details className={classes.before}>
          <summary>{t('study.before')}</summary>
          <ul>
            {list.data.map(({ studyId, status, startedAt, drifted }) => (
              <li key={studyId}>
                <button type="button" aria-pressed={studyId === shown} onClick={() => setChosen(studyId)}>
                  {formatInstant(startedAt, locale)}
                </button>
                <StatusBadge status={status} />
                <span className={classes.quiet}>{status === 'done' && (drifted.length > 0 ? drifted.join(', ') : t('study.nothing'))}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}
