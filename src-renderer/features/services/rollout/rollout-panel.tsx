/** The rollout of an endpoint: what is under way with its buttons, or how to start one; its decisions with their evidence; its replicas. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Endpoint, FleetView, Rollout } from '#contract';
import { queries } from '../../../app/queries.ts';
import { Current } from './current.tsx';
import { GoBack } from './go-back.tsx';
import classes from './rollout.module.css';
import { Scale } from './scale.tsx';
import { StartRollout } from './start-rollout.tsx';
import { Timeline } from './timeline.tsx';

interface Props {
  endpoint: Endpoint;
  fleet: FleetView | undefined;
  rollout: Rollout | null;
}

export function RolloutPanel({ endpoint, fleet, rollout }: Props) {
  const { t } = useTranslation('rollout');
  const active = rollout !== null && rollout.endedAt === null;
  const before = useQuery({ ...queries.rollout.list({ endpoint: endpoint.name, limit: 10 }), staleTime: 0, enabled: !active });
  const others = (before.data ?? []).filter(({ id }) => id !== rollout?.id);
  const warm = fleet?.revisions.find(({ role }) => role === 'warm');
  if (endpoint.url === null) return <p className={classes.quiet}>{t('notRunning')}</p>;
  return (
    <div className={classes.panel}>
      <div className={classes.main}>
        {active ? <Current rollout={rollout} /> : <StartRollout endpoint={endpoint} />}
        {!active && warm && <GoBack endpoint={endpoint.name} revision={warm.revision} />}
        {fleet && <Scale key={`${fleet.revisions[0]?.wanted}-${fleet.scaling !== null}`} fleet={fleet} />}
      </div>
      <section className={classes.aside} aria-label={t('timeline')}>
        <h3>{t('timeline')}</h3>
        {rollout ? <Timeline rollout={rollout} /> : <p className={classes.quiet}>{t('none')}</p>}
        {!active && others.length > 0 && (
          <details className={classes.earlier}>
            <summary>{t('earlier')}</summary>
            {others.map((one) => (
              <Timeline key={one.id} rollout={one} />
            ))}
          </details>
        )}
      </section>
    </div>
  );
}
