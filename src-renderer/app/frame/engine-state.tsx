/** Which engine answers, in one line; leads to the report in the settings. */
import { useQuery } from '@tanstack/react-query';
import { Box, Cpu } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { DoctorReport } from '#contract';
import { useLocale } from '../i18n.ts';
import { paths } from '../paths.ts';
import { queries } from '../queries.ts';
import classes from './top-bar.module.css';

export function useDoctor() {
  const { locale } = useLocale();
  return useQuery(queries.system.doctor({ language: locale }));
}

export function EngineState() {
  const { data } = useDoctor();
  const words = useEngineWords(data);
  if (!data) return null;
  const Icon = data.engine === 'docker' ? Box : Cpu;
  return (
    <Link href={paths.settings('ambiente')} className={classes.chip} data-testid="engine-state" data-engine={data.engine}>
      <Icon size={15} strokeWidth={1.75} aria-hidden />
      {words}
    </Link>
  );
}

/** “Docker 27 · 3 contêineres” or “sem Docker · processos locais”. */
export function useEngineWords(report: DoctorReport | undefined): string {
  const { t } = useTranslation('nav');
  if (!report) return '';
  if (report.engine === 'docker') {
    const version = report.docker.version?.split('.')[0] ?? '';
    return `Docker ${version} · ${t('engine.containers', { count: report.docker.containers })}`;
  }
  return report.docker.available ? t('engine.processChosen') : t('engine.process');
}
