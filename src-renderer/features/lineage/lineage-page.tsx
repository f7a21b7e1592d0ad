/** Linhagem: the graph around one thing; each box opens its page, and may become the middle of the graph. */
import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import type { LineageGraph } from '#contract';
import { paths } from '../../app/paths.ts';
import { queries } from '../../app/queries.ts';
import { useCrumbs } from '../../app/use-crumbs.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { BoxSkeleton } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { lazily } from '../../lib/lazily.ts';
import classes from './lineage.module.css';

const LineageCanvas = lazily(() => import('./lineage-canvas.tsx'));

/** So many are seen without much room. */
const few = 6;
const directions = ['both', 'backward', 'forward'] as const;

export default function LineagePage() {
  const { t } = useTranslation('lineage');
  const { node: part } = useParams<{ node?: string }>();
  const node = part === undefined ? undefined : nodeOf(part);
  const [direction, setDirection] = useState<(typeof directions)[number]>('both');
  const graph = useQuery({ ...queries.lineage.graph({ node: node ?? '', direction }), enabled: node !== undefined });
  useCrumbs([{ label: t('title') }, ...(node ? [{ label: node }] : [])]);
  return (
    <Page
      wide
      title={t('title')}
      lead={t('lead')}
      actions={
        node && (
          <SegmentedControl
            aria-label={t('direction')}
            value={direction}
            onChange={(value) => setDirection(value as typeof direction)}
            data={directions.map((value) => ({ value, label: t(value) }))}
          />
        )
      }
    >
      {node === undefined && (
        <EmptyState
          title={t('where.title')}
          action={
            <Button component={Link} href={paths.data()}>
              {t('where.data')}
            </Button>
          }
        >
          {t('where.text')}
        </EmptyState>
      )}
      {graph.error && <ErrorState error={graph.error} onRetry={() => void graph.refetch()} />}
      {node !== undefined && graph.isPending && <BoxSkeleton height={420} />}
      {graph.data && <Found graph={graph.data} />}
    </Page>
  );
}

/** The router leaves `:`, `@` and `/` as they were written in the address. */
function nodeOf(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // cut short by hand: the core says what it expected
  }
}

function Found({ graph }: { graph: LineageGraph }) {
  const { t } = useTranslation('lineage');
  const names = new Map(graph.nodes.map(({ id, label, detail, edited }) => [id, `${label} ${detail}${edited ? ` (${t('byHand')})` : ''}`.trim()]));
  return (
    <>
      <div className={classes.frame} data-small={graph.nodes.length <= few || undefined}>
        <Suspense fallback={<BoxSkeleton height={420} />}>
          <LineageCanvas graph={graph} />
        </Suspense>
      </div>
      {graph.edges.length === 0 && <EmptyState title={t('alone.title')}>{t('alone.text')}</EmptyState>}
      {graph.edges.length > 0 && (
        <details className={classes.list}>
          <summary>{t('list')}</summary>
          <ul>
            {graph.edges.map(({ from, to, kind }) => (
              <li key={`${from}→${to}`}>
                {names.get(from)} <em>{t(`edge.${kind}`)}</em> {names.get(to)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
