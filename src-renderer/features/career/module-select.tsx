/** The challenge that a tab is about: the one that was chosen, else the one furthest along. */
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ModuleSummary } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { say } from '../../lib/format.ts';

export function useModule(chosen: string | undefined): { modules: ModuleSummary[]; module: ModuleSummary | undefined } {
  const { data = [] } = useQuery(queries.catalog.modules());
  const { data: overview } = useQuery(queries.study.overview());
  const modules = data.filter(({ available, checks }) => available && checks > 0);
  const passed = (id: string) => overview?.modules.find(({ moduleId }) => moduleId === id)?.checksPassed.length ?? 0;
  const furthest = modules.toSorted((a, b) => passed(b.id) - passed(a.id))[0];
  return { modules, module: overview && (modules.find(({ id }) => id === chosen) ?? furthest) };
}

export function ModuleSelect({ modules, value, onChange }: { modules: readonly ModuleSummary[]; value: string; onChange(id: string): void }) {
  const { t } = useTranslation('career');
  const { language } = useLocale();
  return (
    <NativeSelect
      size="xs"
      label={t('project')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={modules.map(({ id, title }) => ({ value: id, label: `${id.slice(0, 2)} ${say(title, language)}` }))}
    />
  );
}
