/** What happened to an endpoint, as lanes of the timeline. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Alert, type Endpoint, type Simulation, sayRuleName } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { formatInstant } from '../../lib/format.ts';
import type { Lane } from './timeline-model.ts';

export function useLanes(endpoint: Endpoint, alerts: readonly Alert[], simulations: readonly Simulation[]): Lane[] {
  const { t } = useTranslation('monitoring');
  const { locale } = useLocale();
  const model = endpoint.source.kind === 'model' ? endpoint.source.name : null;
  const { data } = useQuery({ ...queries.registry.model({ name: model ?? '' }), enabled: model !== null });
  const { data: plays } = useQuery(queries.monitoring.plays({ endpoint: endpoint.name }));
  const moves = (data?.history ?? []).map((move) => ({
    key: `${move.alias}-${move.at}`,
    start: move.at,
    end: move.at,
    look: 'deploy' as const,
    title: `${formatInstant(move.at, locale)} · ${t('timeline.moved', { alias: move.alias, to: move.to ?? '—' })}`,
  }));
  const start = endpoint.startedAt;
  const started =
    start === null
      ? []
      : [
          {
            key: 'start',
            start,
            end: start,
            look: 'deploy' as const,
            title: `${formatInstant(start, locale)} · ${t('timeline.started', { revision: endpoint.revision })}`,
          },
        ];
  return [
    {
      id: 'alerts',
      marks: alerts.map((alert) => ({
        key: alert.id,
        start: alert.startedAt,
        end: alert.endedAt ?? Number.MAX_SAFE_INTEGER,
        look: alert.status === 'resolved' ? 'resolved' : 'firing',
        title: `${sayRuleName({ id: alert.rule, title: alert.title }, locale)} · ${formatInstant(alert.startedAt, locale)}${alert.subjects.length > 0 ? ` · ${alert.subjects.join(', ')}` : ''}`,
      })),
    },
    {
      id: 'simulations',
      marks: [
        ...(plays ?? []).map((play) => ({
          key: play.id,
          start: play.startedAt,
          end: play.endedAt ?? (play.status === 'running' ? Number.MAX_SAFE_INTEGER : play.startedAt),
          look: 'simulation' as const,
          title: `${play.timeline.name} · ${formatInstant(play.startedAt, locale)}`,
        })),
        ...simulations.map((simulation) => ({
          key: simulation.simulationId,
          start: simulation.startedAt,
          end: simulation.endedAt ?? Number.MAX_SAFE_INTEGER,
          look: 'simulation' as const,
          title: `${t(`scenario.${simulation.scenario}`)} · ${formatInstant(simulation.startedAt, locale)}${simulation.feature ? ` · ${simulation.feature}` : ''}`,
        })),
      ],
    },
    { id: 'deploys', marks: [...started, ...moves] },
  ];
}
