/** The experiments: found by name, each with how many runs it has; a new one; the trash. */
import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { Plus, ScanSearch, Search, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useLocale } from '../../../app/i18n.ts';
import { paths } from '../../../app/paths.ts';
import { isCheckRun } from '../../../lib/check-run.ts';
import type { FoundExperiment } from '../found.ts';
import { useTitle } from '../use-title.ts';
import classes from './list.module.css';

interface Props {
  experiments: readonly FoundExperiment[];
  /** An id, `lixeira`, or null for all. */
  chosen: string | null;
  onNew(): void;
}

export const trashPlace = 'lixeira';
/** More are found by name. */
const mostShown = 200;

export function ExperimentList({ experiments, chosen, onNew }: Props) {
  const { t } = useTranslation('experiments');
  const { locale } = useLocale();
  const titleOf = useTitle();
  const [search, setSearch] = useState('');
  const ofChecks = ({ name }: FoundExperiment) => isCheckRun({ pipeline: name });
  const all = experiments.reduce((sum, each) => sum + (ofChecks(each) ? 0 : each.runs), 0);
  const wanted = search.trim().toLowerCase();
  const matches = (each: FoundExperiment) =>
    titleOf(each).toLowerCase().includes(wanted) ||
    Object.entries(each.tags).some(([key, value]) => !key.includes('.') && `${key}=${value}`.toLowerCase().includes(wanted));
  const found = experiments
    .filter((each) => (wanted === '' ? each.runs > 0 || each.experimentId !== '0' || each.experimentId === chosen : matches(each)))
    .sort((one, other) => Number(ofChecks(one)) - Number(ofChecks(other)) || other.updatedAt - one.updatedAt);
  const item = (id: string | null, name: string, runs: number | null) => (
    <li key={id ?? 'all'}>
      <Link href={paths.experiments(id ?? undefined)} aria-current={id === chosen ? 'true' : undefined}>
        {id === trashPlace && <Trash2 size={14} aria-hidden />}
        <span title={name}>{name}</span>
        {runs !== null && <span className={classes.count}>{runs.toLocaleString(locale)}</span>}
      </Link>
    </li>
  );
  return (
    <nav aria-label={t('list.label')} className={classes.nav}>
      <h1>{t('title')}</h1>
      <div className={classes.search}>
        <TextInput
          aria-label={t('list.search')}
          placeholder={t('list.search')}
          leftSection={<Search size={14} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Tooltip label={t('list.new')}>
          <ActionIcon variant="default" size={30} aria-label={t('list.new')} onClick={onNew}>
            <Plus size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      <ul className={classes.list}>
        {wanted === '' && item(null, t('list.all'), all)}
        {found.slice(0, mostShown).map((each) => item(each.experimentId, titleOf(each), each.runs))}
        {found.length > mostShown && <li className={classes.quiet}>{t('list.more', { count: found.length - mostShown })}</li>}
        {found.length === 0 && wanted !== '' && <li className={classes.quiet}>{t('list.none')}</li>}
      </ul>
      <ul className={classes.list}>
        <li>
          <Link href={paths.wire()}>
            <ScanSearch size={14} aria-hidden />
            <span>{t('list.lens')}</span>
          </Link>
        </li>
        {item(trashPlace, t('list.trash'), null)}
      </ul>
    </nav>
  );
}
