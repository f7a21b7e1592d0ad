/** What runs now: how far, for how long, how long it took before; its logs and its cancel button. */
import { Button, Popover, Progress, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Loader2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { challengeOf, isCheckRun } from '../../lib/check-run.ts';
import { formatDuration } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import { api } from '../client.ts';
import { useLocale } from '../i18n.ts';
import { paths } from '../paths.ts';
import { useUi } from '../ui-store.ts';
import { useAction } from '../use-action.ts';
import classes from './running-tasks.module.css';
import bar from './top-bar.module.css';
import { type RunningTask, useRunning } from './use-running.ts';

export function RunningTasks() {
  const { t } = useTranslation('nav');
  const tasks = useRunning();
  const [opened, { toggle, close }] = useDisclosure(false);
  if (tasks.length === 0) return null;
  return (
    <Popover opened={opened} onChange={(open) => !open && close()} position="bottom-end" width={380}>
      <Popover.Target>
        <UnstyledButton className={bar.chip} onClick={toggle} data-testid="running-tasks">
          <Loader2 size={15} className={classes.spin} aria-hidden />
          {t('tasks.running', { count: tasks.length })}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <ul className={classes.list}>
          {tasks.map((task) => (
            <Task key={task.run.runId} task={task} onLeave={close} />
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

function Task({ task: { run, fraction, expectedMs }, onLeave }: { task: RunningTask; onLeave: () => void }) {
  const { t } = useTranslation('nav');
  const { locale } = useLocale();
  const now = useNow(true);
  const showLogs = useUi((ui) => ui.showLogs);
  const cancel = useAction(() => api.pipelines.cancel({ runId: run.runId }));
  const elapsed = formatDuration(Math.max(0, now - run.startedAt), locale);
  return (
    <li className={classes.task}>
      <div className={classes.head}>
        <Link href={paths.run(run.runId)} onClick={onLeave}>
          {isCheckRun(run) ? t('tasks.checking', { name: challengeOf(run) }) : run.pipeline}
        </Link>
        <span className="tabular">{expectedMs ? t('tasks.elapsedOf', { elapsed, expected: formatDuration(expectedMs, locale) }) : elapsed}</span>
      </div>
      <Progress value={fraction * 100} size={4} aria-label={t('tasks.progress', { name: run.pipeline })} />
      <div className={classes.actions}>
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() => {
            showLogs(run.runId);
            onLeave();
          }}
        >
          {t('tasks.logs')}
        </Button>
        <Button variant="subtle" color="gray" size="compact-xs" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('tasks.cancel')}
        </Button>
      </div>
    </li>
  );
}
