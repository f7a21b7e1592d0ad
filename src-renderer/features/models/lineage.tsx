/** The lineage of a version as a picture: data → run → version → endpoint. Each thing opens its page. */
import { useElementSize } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Box, Database, FlaskConical, type LucideIcon, Radio, TestTubes } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ModelVersion } from '#contract';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { BoxSkeleton } from '../../components/loading.tsx';
import classes from './lineage.module.css';
import { type LineageGraph, type LineageKind, type LineageNode, lineageGraph } from './lineage-model.ts';

const size = { most: 208, least: 124, height: 60, gapX: 24, gapY: 12 };

const icons: Record<LineageKind, LucideIcon> = {
  dataset: Database,
  pipeline: FlaskConical,
  run: TestTubes,
  version: Box,
  copy: Box,
  endpoint: Radio,
};

export function Lineage({ version }: { version: ModelVersion }) {
  const lineage = useQuery(queries.registry.lineage({ name: version.name, version: version.version }));
  if (lineage.error) return <ErrorState error={lineage.error} onRetry={() => void lineage.refetch()} />;
  if (!lineage.data) return <BoxSkeleton height={84} />;
  return (
    <>
      <Picture graph={lineageGraph(version, lineage.data)} />
      <Whole version={version} />
    </>
  );
}

function Picture({ graph }: { graph: LineageGraph }) {
  const { t } = useTranslation('models');
  const frame = useElementSize();
  // As wide as there is room for, so that the whole way is seen at once where that can be.
  const room = (frame.width + size.gapX) / graph.columns - size.gapX;
  const nodeWidth = Math.round(Math.min(size.most, Math.max(size.least, room)));
  const gapX = Math.min(56, Math.max(size.gapX, (frame.width - graph.columns * nodeWidth) / Math.max(1, graph.columns - 1)));
  const left = ({ column }: LineageNode) => column * (nodeWidth + gapX);
  const width = graph.columns * (nodeWidth + gapX) - gapX;
  const height = graph.rows * (size.height + size.gapY) - size.gapY;
  // Short columns stand in the middle of the tall ones.
  const top = ({ column, row }: LineageNode) => {
    const inColumn = graph.nodes.filter((node) => node.column === column).length;
    return ((graph.rows - inColumn) / 2 + row) * (size.height + size.gapY);
  };
  const at = new Map(graph.nodes.map((node) => [node.id, node]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={classes.scroller} tabIndex={0} aria-label={t('lineage.label')}>
      <div ref={frame.ref} />
      <div className={classes.picture} style={{ width, height }}>
        <svg width={width} height={height} aria-hidden="true">
          {graph.edges.map(({ from, to }) => {
            const [source, target] = [at.get(from), at.get(to)];
            if (!source || !target) return null;
            const [x1, y1] = [left(source) + nodeWidth, top(source) + size.height / 2];
            const [x2, y2] = [left(target), top(target) + size.height / 2];
            const bend = (x2 - x1) / 2;
            return <path key={`${from}.${to}`} d={`M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`} />;
          })}
        </svg>
        <ol>
          {graph.nodes.map((node) => (
            <li key={node.id} style={{ left: left(node), top: top(node), width: nodeWidth, height: size.height }} data-kind={node.kind}>
              <Thing node={node} />
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function Whole({ version: { name, version } }: { version: ModelVersion }) {
  const { t } = useTranslation('models');
  return (
    <Link href={paths.lineage(`model:${name}/${version}`)} className={classes.whole}>
      {t('lineage.whole')}
    </Link>
  );
}

function Thing({ node }: { node: LineageNode }) {
  const { t } = useTranslation('models');
  const Icon = icons[node.kind];
  const inside = (
    <>
      <Icon size={15} aria-hidden />
      <span>
        <small>
          {t(`lineage.${node.kind}`)}
          {node.detail && ` · ${node.detail}`}
        </small>
        <b title={node.label}>{node.label}</b>
      </span>
    </>
  );
  const href = hrefOf(node.opens);
  return href === null ? (
    <div className={classes.thing}>{inside}</div>
  ) : (
    <Link href={href} className={classes.thing}>
      {inside}
    </Link>
  );
}

function hrefOf(opens: LineageNode['opens']): string | null {
  if (opens === null) return null;
  if (opens.kind === 'data') return paths.data(opens.name, opens.digest);
  if (opens.kind === 'version') return paths.model(opens.name, opens.version);
  if (opens.kind === 'pipeline') return paths.run(opens.id);
  return opens.kind === 'run' ? paths.experimentRun(opens.id) : paths.service(opens.id);
}
