/** The simulated firings on a line of time, a lane for each trigger: those that start, those left out, those cancelled. */
import { useTranslation } from 'react-i18next';
import type { SimulatedFiring, TriggerSimulation } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { useTriggerWords } from '../use-words.ts';
import classes from './simulation.module.css';

const width = 1000;
const laneHeight = 28;
const outcomes = ['started', 'skipped', 'cancelled'] as const;

export function Lanes({ simulation: { triggers, firings, from, to, truncated } }: { simulation: TriggerSimulation }) {
  const { t } = useTranslation('automation');
  const { locale } = useLocale();
  const { moment } = useTriggerWords();
  const x = (at: number) => ((at - from) / (to - from)) * width;
  const day = new Intl.DateTimeFormat(locale, { day: '2-digit', month: 'short' });
  const ticks = Array.from({ length: 7 }, (_, index) => from + ((to - from) * index) / 6);
  return (
    <figure className={classes.lanes}>
      <figcaption>
        {outcomes.map((outcome) => (
          <span key={outcome} data-outcome={outcome}>
            <svg width="10" height="10" aria-hidden="true">
              <Mark outcome={outcome} x={5} y={5} />
            </svg>
            {t(`simulation.count.${outcome}`)}
          </span>
        ))}
      </figcaption>
      {triggers.map(({ name }) => {
        const own = firings.filter(({ trigger }) => trigger === name);
        return (
          <div key={name} className={classes.lane}>
            <span>{name}</span>
            <svg
              viewBox={`0 0 ${width} ${laneHeight}`}
              preserveAspectRatio="none"
              role="img"
              aria-label={t('simulation.lane', { name, count: own.length })}
            >
              <line x1={0} x2={width} y1={laneHeight / 2} y2={laneHeight / 2} />
              {own.map((firing) => (
                <rect
                  key={firing.at}
                  data-outcome={firing.outcome}
                  x={x(firing.at)}
                  y={firing.outcome === 'started' ? 5 : 9}
                  width={Math.max(2, firing.startedAt === null ? 2 : x(Math.min(firing.endedAt ?? to, to)) - x(firing.startedAt))}
                  height={firing.outcome === 'started' ? 18 : 10}
                >
                  <title>{`${moment(firing.at)} · ${t(`simulation.count.${firing.outcome}`)}`}</title>
                </rect>
              ))}
            </svg>
          </div>
        );
      })}
      <div className={classes.ticks} aria-hidden="true">
        {ticks.map((at) => (
          <span key={at}>{day.format(at)}</span>
        ))}
      </div>
      {truncated && <p className={classes.quiet}>{t('simulation.truncated')}</p>}
    </figure>
  );
}

function Mark({ outcome, x, y }: { outcome: SimulatedFiring['outcome']; x: number; y: number }) {
  return <rect data-outcome={outcome} x={x - 4} y={outcome === 'started' ? y - 5 : y - 3} width={8} height={outcome === 'started' ? 10 : 6} />;
}
