/** The expectations of a data set: proposed by a profile or read from a file of a challenge, tried on every version, and kept where a pipeline finds them. */
import { Button, NativeSelect } from '@mantine/core';
import { ArrowLeft, ListChecks } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { DataVersion } from '#contract';
import { explainFailure } from '../../../app/errors.ts';
import { useLocale } from '../../../app/i18n.ts';
import { paths } from '../../../app/paths.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { BoxSkeleton } from '../../../components/loading.tsx';
import { formatPercent } from '../../../lib/format.ts';
import type { WholeSet } from '../set-view.tsx';
import classes from './rules.module.css';
import { RulesTable } from './rules-table.tsx';
import { SaveSuite } from './save-suite.tsx';
import { usePast } from './use-past.ts';
import { sourceOf, useRules } from './use-rules.ts';

export const isTable = ({ format }: Pick<DataVersion, 'format'>): boolean => format === 'csv' || format === 'jsonl' || format === 'parquet';

export function SetRules({ set }: { set: WholeSet }) {
  const { t } = useTranslation('suites');
  const tables = set.items.filter((version) => isTable(version) && version.deletedAt === null);
  const base = tables.find(({ isCurrent }) => isCurrent) ?? tables[0];
  const back = (
    <Button component={Link} href={paths.data(set.name)} variant="default" size="compact-sm" leftSection={<ArrowLeft size={13} />}>
      {t('back')}
    </Button>
  );
  if (!base)
    return (
      <EmptyState icon={ListChecks} title={t('noTable.title')} action={back}>
        {t('noTable.text')}
      </EmptyState>
    );
  return (
    <>
      {back}
      <RulesOf name={set.name} version={base.version} />
    </>
  );
}

function RulesOf({ name, version }: { name: string; version: number }) {
  const { t } = useTranslation('suites');
  const { locale } = useLocale();
  const rules = useRules(name, version);
  const past = usePast(
    name,
    rules.rules?.map(({ asked }) => asked),
  );
  const { suite } = rules;
  const wrong = suite?.problem ? explainFailure(suite.problem, locale) : null;
  return (
    <div className={classes.page} data-testid="set-rules">
      <p className={classes.lead}>{t('lead')}</p>
      <NativeSelect
        size="xs"
        className={classes.source}
        label={t('source')}
        value={rules.source}
        data={[
          { value: '', label: t('proposal', { version }) },
          ...rules.suites.map((each) => ({ value: sourceOf(each), label: `${each.name ?? t('broken')} — ${sourceOf(each)}` })),
        ]}
        onChange={(event) => rules.choose(event.currentTarget.value)}
      />
      {rules.error && <ErrorState error={rules.error} onRetry={rules.retry} />}
      {wrong && (
        <EmptyState
          title={wrong.what}
          icon={ListChecks}
          action={
            <Button component={Link} href={paths.architecture(suite?.challengeId ?? '', 'desafio')} variant="default">
              {t('save.open')}
            </Button>
          }
        >
          {wrong.fix}
        </EmptyState>
      )}
      {!rules.rules && !rules.error && <BoxSkeleton height={320} />}
      {rules.rules?.length === 0 && !wrong && <EmptyState title={t('none')} />}
      {rules.rules && rules.rules.length > 0 && (
        <>
          <p className={classes.quiet} role="status">
            {past.reading
              ? t('reading', { version: past.reading.version, share: formatPercent(past.reading.fraction, locale) })
              : t('legend', { count: past.versions.length })}
          </p>
          {past.error != null && <ErrorState error={past.error} />}
          <RulesTable rules={rules.rules} past={past} change={rules.change} acceptAll={rules.acceptAll} />
          <SaveSuite
            key={rules.source}
            name={name}
            suite={suite}
            suites={rules.suites}
            expectations={rules.rules.filter(({ accepted }) => accepted).map(({ asked }) => asked)}
          />
        </>
      )}
    </div>
  );
}
