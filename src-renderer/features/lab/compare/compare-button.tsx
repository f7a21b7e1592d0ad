/** "Compare with…": the runs of the same pipeline, newest first. */
import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { GitCompareArrows } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { PipelineRun } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { paths } from '../../../app/paths.ts';
import { queries } from '../../../app/queries.ts';
import { formatDuration, formatInstant } from '../../../lib/format.ts';

const most = 12;

export function CompareButton({ run }: { run: PipelineRun }) {
  const { t } = useTranslation(['lab', 'common']);
  const { locale } = useLocale();
  const [, go] = useLocation();
  const { data: runs = [] } = useQuery(queries.pipelines.list({ pipeline: run.pipeline, limit: most + 1 }));
  const others = runs.filter(({ runId }) => runId !== run.runId).slice(0, most);
  if (others.length === 0) return null;
  return (
    <Menu position="bottom-end" width={320}>
      <Menu.Target>
        <Button variant="default" leftSection={<GitCompareArrows size={14} />}>
          {t('compare.open')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('compare.with')}</Menu.Label>
        {others.map((other) => (
          <Menu.Item
            key={other.runId}
            rightSection={<small className="tabular">{formatDuration(other.durationMs, locale)}</small>}
            onClick={() =>
              go(other.startedAt < run.startedAt ? paths.compareRuns(other.runId, run.runId) : paths.compareRuns(run.runId, other.runId))
            }
          >
            {formatInstant(other.startedAt, locale)} · {t(`common:status.${other.status}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
