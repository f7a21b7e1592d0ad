/** One thing of a lineage: what it is, its name; opens its page, or becomes the middle. */
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { Box, Cog, Crosshair, Database, type LucideIcon, Pencil, Radio, TestTubes } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { LineageKind, LineageNode } from '#contract';
import { paths } from '../../app/paths.ts';
import { addressOf } from './address.ts';
import classes from './lineage.module.css';

export type LineageBoxData = { node: LineageNode; isRoot: boolean };

const icons: Record<LineageKind, LucideIcon> = { data: Database, step: Cog, run: TestTubes, model: Box, endpoint: Radio };

export function LineageBox({ data: { node, isRoot } }: NodeProps<Node<LineageBoxData>>) {
  const { t } = useTranslation('lineage');
  const Icon = icons[node.kind];
  const name = `${node.label} ${node.detail}`.trim();
  const { backward, forward } = node.more;
  return (
    <div className={classes.box} data-kind={node.kind} data-root={isRoot || undefined} data-node={node.id}>
      <Handle type="target" position={Position.Left} className={classes.handle} />
      {backward > 0 && (
        <span className={classes.more} data-side="left" title={t('moreBackward', { count: backward })}>
          {t('more', { count: backward })}
        </span>
      )}
      <Link href={addressOf(node.id)} className={classes.open} title={name}>
        <Icon size={16} aria-hidden />
        <span className={classes.names}>
          <small>{t(`kind.${node.kind}`)}</small>
          <b>{node.label}</b>
          {node.detail && <small>{node.detail}</small>}
        </span>
        {node.edited && (
          <span className={classes.edited} title={t(`edited.${node.kind}`)} role="img" aria-label={t(`edited.${node.kind}`)}>
            <Pencil size={14} aria-hidden />
          </span>
        )}
      </Link>
      {!isRoot && (
        <Link href={paths.lineage(node.id)} className={classes.center} aria-label={t('center', { name })} title={t('center', { name })}>
          <Crosshair size={13} aria-hidden />
        </Link>
      )}
      {forward > 0 && (
        <span className={classes.more} data-side="right" title={t('moreForward', { count: forward })}>
          {t('more', { count: forward })}
        </span>
      )}
      <Handle type="source" position={Position.Right} className={classes.handle} />
    </div>
  );
}
