/** Pulled up by whatever runs: its logs, below the page, never over it. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { StatusBadge } from '../../components/status-badge.tsx';
import { lazily } from '../../lib/lazily.ts';
import { paths } from '../paths.ts';
import { queries } from '../queries.ts';
import { useUi } from '../ui-store.ts';
import classes from './drawer.module.css';
import { ResizeHandle } from './resize-handle.tsx';

const RunLogs = lazily(() => import('../../components/run/run-logs.tsx'));

export function Drawer() {
  const { t } = useTranslation('nav');
  const drawer = useUi((ui) => ui.drawer);
  const setDrawer = useUi((ui) => ui.setDrawer);
  const { data: run } = useQuery({ ...queries.pipelines.get({ runId: drawer.runId ?? '' }), enabled: drawer.open && drawer.runId !== null });
  if (!drawer.open || drawer.runId === null) return null;
  return (
    <section className={classes.drawer} style={{ height: drawer.height }} aria-label={t('drawer.label')} data-testid="drawer">
      <ResizeHandle height={drawer.height} onChange={(height) => setDrawer({ height })} label={t('drawer.resize')} />
      <div className={classes.head}>
        <strong>{t('drawer.logs')}</strong>
        <Link href={paths.run(drawer.runId)}>{run?.pipeline ?? drawer.runId}</Link>
        {run && <StatusBadge status={run.status} />}
        <Tooltip label={t('drawer.close')}>
          <ActionIcon ml="auto" size="sm" aria-label={t('drawer.close')} onClick={() => setDrawer({ open: false })}>
            <X size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      <Suspense>
        <RunLogs key={drawer.runId} runId={drawer.runId} />
      </Suspense>
    </section>
  );
}
