/** The ten points of a project worth showing: what the lab sees is checked by itself and says what was seen; the rest may be claimed. */
import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ChecklistPoint } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { useAction } from '../../app/use-action.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { TableSkeleton } from '../../components/loading.tsx';
import { StatusShape } from '../../components/status-shape.tsx';
import classes from './career.module.css';
import { ModuleSelect, useModule } from './module-select.tsx';

interface Props {
  module: string | undefined;
  onModule(id: string): void;
}

export function Checklist({ module: chosen, onModule }: Props) {
  const { t } = useTranslation('career');
  const { language } = useLocale();
  const { modules, module } = useModule(chosen);
  const moduleId = module?.id ?? '';
  const points = useQuery({ ...queries.guide.checklist({ moduleId, language }), enabled: moduleId !== '' });
  if (points.error) return <ErrorState error={points.error} onRetry={() => void points.refetch()} />;
  const met = points.data?.filter(({ state }) => state !== 'missing').length ?? 0;
  return (
    <>
      <div className={classes.bar}>
        <ModuleSelect modules={modules} value={moduleId} onChange={onModule} />
        {points.data && <span className={classes.quiet}>{t('points', { met, all: points.data.length })}</span>}
      </div>
      {!points.data && <TableSkeleton rows={10} />}
      <ol className={classes.points}>
        {points.data?.map((point) => (
          <Point key={point.id} point={point} moduleId={moduleId} />
        ))}
      </ol>
    </>
  );
}

function Point({ point, moduleId }: { point: ChecklistPoint; moduleId: string }) {
  const { t } = useTranslation('career');
  const tick = useAction((done: boolean) => api.guide.tick({ id: `${moduleId}/${point.id}`, done }));
  return (
    <li>
      <StatusShape look={point.state === 'met' ? 'ok' : point.state === 'claimed' ? 'cached' : 'skipped'} size={18} />
      <div>
        <strong>{point.title}</strong>
        <p>{point.why}</p>
        {point.seen !== null ? <p className={classes.seen}>{t('seen', { what: point.seen })}</p> : <p>{point.fix}</p>}
      </div>
      {point.state === 'met' ? (
        <span className={classes.quiet}>{t('byLab')}</span>
      ) : (
        <Checkbox
          size="xs"
          label={t('elsewhere')}
          checked={point.state === 'claimed'}
          disabled={tick.isPending}
          onChange={(event) => tick.mutate(event.currentTarget.checked)}
        />
      )}
    </li>
  );
}
