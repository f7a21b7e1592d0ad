/** A running graph of models: the drawing with each member's figures, a switch for each, and what the bandits know. Asked again every second. */
import { Switch, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Endpoint, ModelGraph } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { useAction } from '../../app/use-action.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { BoxSkeleton } from '../../components/loading.tsx';
import { ModelGraphView } from '../../components/model-graph/model-graph.tsx';
import { formatDuration, formatPercent } from '../../lib/format.ts';

interface Live {
  graph: ModelGraph;
  rows: number;
  degraded: number;
  nodes: { name: string; rows: number; fellBack: number; arms: { name: string; alpha: number; beta: number; asked: number }[] }[];
  members: { name: string; state: string; calls: number; rows: number; errors: number; p50: number | null; p99: number | null }[];
}

const everyMs = 1000;

export function GraphPanel({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation('graph');
  const { locale } = useLocale();
  const { name } = endpoint;
  const live = useQuery({
    queryKey: ['serving', 'graph', name],
    queryFn: async () => JSON.parse((await api.serving.call({ name, method: 'GET', path: '/graph' })).body) as Live,
    refetchInterval: everyMs,
  });
  const turn = useAction(
    ({ member, online }: { member: string; online: boolean }) =>
      api.serving.call({ name, method: 'POST', path: `/graph/members/${encodeURIComponent(member)}`, body: { online } }),
    { onSuccess: () => void live.refetch() },
  );
  if (live.error) return <ErrorState error={live.error} onRetry={() => void live.refetch()} />;
  if (!live.data) return <BoxSkeleton height={380} />;
  const { graph, rows, degraded, nodes, members } = live.data;
  const time = (ms: number | null) => (ms === null ? '—' : formatDuration(ms, locale));
  const details = Object.fromEntries([
    ...nodes.map((node) => [node.name, { detail: t('rows', { count: node.rows }) }] as const),
    ...members.map(
      (one) =>
        [one.name, { state: one.state, detail: one.calls === 0 ? t('noCalls') : t('calls', { count: one.calls, p99: time(one.p99) }) }] as const,
    ),
  ]);
  return (
    <>
      <p>{t('summary', { rows: rows.toLocaleString(locale), degraded: degraded.toLocaleString(locale) })}</p>
      <ModelGraphView graph={graph} details={details} />
      <Table mt="md" striped={false}>
        <Table.Thead>
          <Table.Tr>
            {(['member', 'state', 'calls', 'rows', 'errors', 'p50', 'p99', 'switch'] as const).map((column) => (
              <Table.Th key={column}>{t(`columns.${column}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {members.map((one) => (
            <Table.Tr key={one.name}>
              <Table.Td>{one.name}</Table.Td>
              <Table.Td>{one.state === 'online' ? t('online') : t(`state.${one.state}`)}</Table.Td>
              <Table.Td>{one.calls.toLocaleString(locale)}</Table.Td>
              <Table.Td>{one.rows.toLocaleString(locale)}</Table.Td>
              <Table.Td>{one.errors.toLocaleString(locale)}</Table.Td>
              <Table.Td>{time(one.p50)}</Table.Td>
              <Table.Td>{time(one.p99)}</Table.Td>
              <Table.Td>
                <Switch
                  aria-label={t('switch', { name: one.name })}
                  checked={one.state !== 'offline' && one.state !== 'missing'}
                  disabled={one.state === 'missing' || turn.isPending}
                  onChange={(event) => turn.mutate({ member: one.name, online: event.currentTarget.checked })}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {nodes
        .filter(({ arms }) => arms.length > 0)
        .map((node) => (
          <Arms key={node.name} node={node} percent={(share) => formatPercent(share, locale)} />
        ))}
    </>
  );
}

function Arms({ node, percent }: { node: Live['nodes'][number]; percent: (share: number) => string }) {
  const { t } = useTranslation('graph');
  return (
    <Table mt="md" captionSide="top">
      <Table.Caption>{t('arms', { node: node.name })}</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          {(['name', 'asked', 'rewards', 'share'] as const).map((column) => (
            <Table.Th key={column}>{t(`arm.${column}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {node.arms.map(({ name, alpha, beta, asked }) => (
          <Table.Tr key={name}>
            <Table.Td>{name}</Table.Td>
            <Table.Td>{asked}</Table.Td>
            <Table.Td>{Math.round((alpha - 1) * 10) / 10}</Table.Td>
            <Table.Td>{percent(alpha / (alpha + beta))}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
