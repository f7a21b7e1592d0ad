/** "Run again" on an ended run: at once with the code as it is now, or by choosing what runs, with which parameters and code. */
import { Button, Menu } from '@mantine/core';
import { ChevronDown, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { PipelineRun, Rerun, RerunMode } from '#contract';
import { api } from '../../../app/client.ts';
import { paths } from '../../../app/paths.ts';
import { useAction } from '../../../app/use-action.ts';
import { RerunSheet } from './rerun-sheet.tsx';

const modes: readonly RerunMode[] = ['all', 'failed', 'from', 'only'];

export function RerunButton({ run, stepId }: { run: PipelineRun /** The step that is looked at. */; stepId: string | null }) {
  const { t } = useTranslation('lab');
  const [, go] = useLocation();
  const [mode, setMode] = useState<RerunMode | null>(null);
  const again = useAction((options: Rerun) => api.pipelines.rerun(options), { onSuccess: ({ runId }) => go(paths.run(runId)) });
  return (
    <>
      <Button.Group>
        <Button
          variant="default"
          leftSection={<RotateCcw size={14} />}
          loading={again.isPending}
          onClick={() => again.mutate({ runId: run.runId, mode: 'all' })}
        >
          {t('again')}
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" px={8} aria-label={t('rerun.choose')}>
              <ChevronDown size={14} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {modes.map((each) => (
              <Menu.Item key={each} disabled={each === 'failed' && run.status === 'succeeded'} onClick={() => setMode(each)}>
                {t(`rerun.open.${each}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </Button.Group>
      {mode && <RerunSheet run={run} first={mode} stepId={stepId} pending={again.isPending} onRun={again.mutate} onClose={() => setMode(null)} />}
    </>
  );
}
