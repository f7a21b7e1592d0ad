/** Timelines that were played on an endpoint, newest first; one that is broken off can go on. */
import { Button, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Play } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { LinesSkeleton } from '../../components/loading.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { formatInstant, formatNumber } from '../../lib/format.ts';
import classes from './simulator.module.css';

export function Plays({ endpoint }: { endpoint: string }) {
  const { t } = useTranslation('simulator');
  const plays = useQuery(queries.monitoring.plays({ endpoint }));
  if (plays.error) return <ErrorState error={plays.error} onRetry={() => void plays.refetch()} />;
  if (!plays.data) return <LinesSkeleton n={2} />;
  if (plays.data.length === 0) return <p className={classes.quiet}>{t('plays.none')}</p>;
  return (
    <ul className={classes.plays}>
      {plays.data.map((play) => (
        <PlayRow key={play.id} play={play} />
      ))}
    </ul>
  );
}

function PlayRow({ play }: { play: Play }) {
  const { t } = useTranslation(['simulator', 'common']);
  const { locale } = useLocale();
  const cancel = useAction(() => api.monitoring.cancelPlay({ id: play.id }));
  const resume = useAction(() => api.monitoring.playTimeline({ endpoint: play.endpoint, timeline: play.timeline, resume: true }));
  const { sent, requests, failed, told, status } = play;
  // On paper it runs, and the core that played it is gone.
  const isBroken = status === 'failed' && play.endedAt === null;
  return (
    <li className={classes.play}>
      <div className={classes.playHead}>
        <StatusBadge status={status} />
        <b>{play.timeline.name}</b>
        <span className={classes.quiet}>
          {formatInstant(play.startedAt, locale)} · ×{formatNumber(play.timeline.clock, locale)} · {t('plays.seed', { seed: play.timeline.seed })}
        </span>
        {status === 'running' && (
          <Button size="compact-xs" variant="default" onClick={() => cancel.mutate()} loading={cancel.isPending}>
            {t('common:cancel')}
          </Button>
        )}
        {isBroken && (
          <Button size="compact-xs" variant="default" onClick={() => resume.mutate()} loading={resume.isPending}>
            {t('plays.resume')}
          </Button>
        )}
      </div>
      {status === 'running' && <Progress value={(100 * sent) / Math.max(1, requests)} size={4} aria-label={t('plays.progress')} />}
      <p className={classes.quiet}>
        {t('plays.sent', { sent: formatNumber(sent, locale), requests: formatNumber(requests, locale) })}
        {failed > 0 && ` · ${t('plays.failed', { count: failed, formatted: formatNumber(failed, locale) })}`}
        {told > 0 && ` · ${t('plays.told', { count: told, formatted: formatNumber(told, locale) })}`}
      </p>
    </li>
  );
}
