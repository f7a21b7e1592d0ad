/** How much of the budget of memory the steps at work have. */
import { useTranslation } from 'react-i18next';
import type { RunQueue } from '#contract';
import classes from '../automation.module.css';
import { useTriggerWords } from '../use-words.ts';

export function MemoryBar({ memory: { usedBytes, budgetBytes } }: Pick<RunQueue, 'memory'>) {
  const { t } = useTranslation('automation');
  const { gigabytes } = useTriggerWords();
  const words = t('queue.memory', { used: gigabytes(usedBytes), budget: gigabytes(budgetBytes) });
  return (
    <div className={classes.memory}>
      <span id="memory">{words}</span>
      <meter aria-labelledby="memory" min={0} max={budgetBytes} value={Math.min(usedBytes, budgetBytes)} />
    </div>
  );
}
