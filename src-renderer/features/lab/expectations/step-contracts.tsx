/** How the outputs of a step keep their contracts: what breaks whoever reads them, and what is only a note. */
import { useQuery } from '@tanstack/react-query';
import { Info, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type ContractChange, type ContractResult, type StepRun, sayContractChange } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { queries } from '../../../app/queries.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { Expectation } from './expectation.tsx';
import classes from './expectations.module.css';

export function StepContracts({ runId, step }: { runId: string; step: StepRun }) {
  const found = useQuery({ ...queries.expectations.contracts({ runId, step: step.id }), enabled: step.endedAt !== null });
  if (found.error) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  return found.data?.map((result) => <Contract key={result.output} result={result} />);
}

function Contract({ result }: { result: ContractResult }) {
  const { t } = useTranslation('expectations');
  const { locale } = useLocale();
  const { contract, version, output, file, held, rows, columns, consumers, elsewhere, changes } = result;
  return (
    <section data-testid="contract">
      <h2>{t('contract.title', { contract, version })}</h2>
      <p className={classes.summary}>
        {t(held ? 'contract.held' : 'contract.broken', { output })} · {t('rows', { count: rows, rows: rows.toLocaleString(locale) })} ·{' '}
        {t('contract.columns', { count: columns })} · <code>{file}</code>
      </p>
      <p className={classes.summary}>{consumers.length > 0 ? t('contract.readers', { steps: consumers.join(', ') }) : t('contract.noReaders')}</p>
      {elsewhere.length > 0 && (
        <p className={classes.summary}>
          {t('contract.elsewhere', { steps: elsewhere.map(({ dataset, pipeline, step }) => `${pipeline}/${step} (dataset:${dataset})`).join(', ') })}
        </p>
      )}
      {changes.length > 0 && (
        <ul className={classes.list}>
          {changes.map((change) =>
            change.result ? (
              <Expectation key={`${change.result.expectation.type} ${change.column}`} result={change.result} />
            ) : (
              <Change key={`${change.kind} ${change.column}`} change={change} />
            ),
          )}
        </ul>
      )}
    </section>
  );
}

function Change({ change }: { change: ContractChange }) {
  const { t } = useTranslation('expectations');
  const { locale } = useLocale();
  const Mark = change.breaking ? X : Info;
  return (
    <li className={classes.item} data-state={change.breaking ? 'critical' : 'info'}>
      <Mark size={15} aria-label={t(change.breaking ? 'contract.breaks' : 'contract.note')} className={classes.mark} />
      <p className={classes.sentence}>{sayContractChange(change, locale)}</p>
    </li>
  );
}
