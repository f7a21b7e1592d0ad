/** The decisions of a rollout, newest first, each with what it was made from. */
import { useTranslation } from 'react-i18next';
import type { Rollout, RolloutEvent } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { FailureNote } from '../../../components/failure-note.tsx';
import type { Look } from '../../../components/status.ts';
import { StatusShape } from '../../../components/status-shape.tsx';
import { formatInstant, formatPercent } from '../../../lib/format.ts';
import { EvidenceTable, Examples } from './evidence.tsx';
import classes from './rollout.module.css';

const looks: Partial<Record<RolloutEvent['kind'], Look>> = {
  bad: 'failed',
  failed: 'failed',
  undone: 'stopped',
  paused: 'paused',
  held: 'waiting',
  tested: 'waiting',
};
/** What says how the candidate did. */
const judged: ReadonlySet<RolloutEvent['kind']> = new Set(['step', 'passed', 'held', 'tested', 'promoted', 'bad', 'undone']);

export function Timeline({ rollout }: { rollout: Rollout }) {
  const { t } = useTranslation('rollout');
  const { plan, status, stable, candidate, reason, events } = rollout;
  return (
    <div className={classes.timeline}>
      <p>
        <b>{t(`strategy.${plan.strategy}.name`)}</b> · {plan.target} · {stable} → {candidate ?? '—'} · {t(`status.${status}`)}
        {reason && ` (${t(`reason.${reason}`)})`}
      </p>
      <ol>
        {events.toReversed().map((event) => (
          <Event key={event.seq} event={event} rollout={rollout} />
        ))}
      </ol>
    </div>
  );
}

function Event({ event, rollout: { stable, candidate } }: { event: RolloutEvent; rollout: Rollout }) {
  const { t } = useTranslation('rollout');
  const { locale } = useLocale();
  const { kind, at, weight, reason, evidence, examples, failure } = event;
  const seen = evidence !== null && judged.has(kind) && evidence.stable.requests + evidence.candidate.requests > 0;
  return (
    <li>
      <header>
        <StatusShape look={looks[kind] ?? (kind === 'finished' && reason !== null ? 'stopped' : 'ok')} />
        <b>{t(`kind.${kind}`)}</b>
        {reason && <span>{t(`reason.${reason}`)}</span>}
        {weight !== null && <span>{formatPercent(weight / 100, locale)}</span>}
        <time dateTime={new Date(at).toISOString()}>{formatInstant(at, locale)}</time>
      </header>
      {seen && <EvidenceTable evidence={evidence} revisions={{ stable, candidate }} twoSided={kind === 'tested'} />}
      <Examples examples={examples} />
      {failure && <FailureNote failure={failure} />}
    </li>
  );
}
