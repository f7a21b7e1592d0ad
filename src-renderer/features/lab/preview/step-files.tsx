/** Inputs and outputs of a step; each opens a look at what it holds. */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { StepRun } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { paths } from '../../../app/paths.ts';
import { queries } from '../../../app/queries.ts';
import { formatBytes } from '../../../lib/format.ts';
import classes from '../lab.module.css';
import { type Looked, PreviewModal } from './preview-modal.tsx';

export function StepFiles({ runId, step }: { runId: string; step: StepRun }) {
  const { t } = useTranslation(['lab', 'common']);
  const { locale } = useLocale();
  const [looked, setLooked] = useState<Looked | null>(null);
  // Refused while what makes them has not ended: then there is nothing to show.
  const given = useQuery({ ...queries.debug.inspect({ runId, step: step.id }), retry: false });
  const inputs = given.data?.inputs ?? [];
  const row = (side: Looked['side'], name: string, title: string, note: ReactNode) => (
    <div key={`${side} ${name}`}>
      <dt>
        <button type="button" className={classes.look} onClick={() => setLooked({ runId, step: step.id, side, name, title })}>
          <code className="mono">{title}</code>
        </button>
      </dt>
      <dd>{note}</dd>
    </div>
  );
  return (
    <>
      {inputs.length > 0 && (
        <>
          <h2>{t('step.inputs')}</h2>
          <dl className={classes.pairs} data-testid="step-inputs">
            {inputs.map(({ name, source, was }) => row('input', name, name, was === null ? <Source source={source} /> : t('debug.edited')))}
          </dl>
        </>
      )}
      {step.outputs.length > 0 && (
        <>
          <h2>{t('common:run.outputs')}</h2>
          <dl className={classes.pairs} data-testid="step-outputs">
            {step.outputs.map(({ name, path, bytes }) => row('output', name, path, formatBytes(bytes, locale)))}
          </dl>
        </>
      )}
      {looked && <PreviewModal about={looked} onClose={() => setLooked(null)} />}
    </>
  );
}

/** `dataset:voos@v3` opens the data set; `step.output` is only said. */
function Source({ source }: { source: string }) {
  const [, name] = /^dataset:([^@]+)/.exec(source) ?? [];
  return name === undefined ? source : <Link href={paths.data(name)}>{source}</Link>;
}
