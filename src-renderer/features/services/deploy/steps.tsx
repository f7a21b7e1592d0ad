/** The steps of a deploy: the verb, and of what. */
import { useTranslation } from 'react-i18next';
import type { DeployStep } from '#contract';
import { StatusShape } from '../../../components/status-shape.tsx';
import classes from './deploy.module.css';

/** Kubernetes' kinds are names; Docker's are words. */
export function usePart(): (kind: string) => string {
  const { t } = useTranslation('deploy');
  const words: Record<string, string> = { image: t('part.image'), container: t('part.container'), service: t('part.service') };
  return (kind) => words[kind] ?? kind;
}

interface Props {
  steps: readonly DeployStep[];
  /** How far each is; without it they are only planned. */
  lookOf?: (index: number) => 'ok' | 'running' | 'failed' | 'idle';
}

export function Steps({ steps, lookOf }: Props) {
  const { t } = useTranslation('deploy');
  const part = usePart();
  return (
    <ol className={classes.steps}>
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps only ever come at the end.
        <li key={index} data-do={step.do} data-state={lookOf?.(index)}>
          {lookOf && <StatusShape look={lookOf(index)} size={13} />}
          <b>{t(`do.${step.do}`)}</b>
          <span>{part(step.kind)}</span>
          <code>{step.name}</code>
        </li>
      ))}
    </ol>
  );
}
