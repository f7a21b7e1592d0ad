/** Where each architecture stands: reading, challenge, quiz, cards, time. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ModuleStanding } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { paths, type Tab } from '../../app/paths.ts';
import { useAction } from '../../app/use-action.ts';
import { formatPercent } from '../../lib/format.ts';
import { Bar } from './bar.tsx';
import classes from './progress.module.css';
import { saveReport } from './save-report.ts';
import { useTime } from './use-time.ts';

const parts = [
  ['read', 'estudar'],
  ['checks', 'desafio'],
  ['questions', 'questionario'],
  ['cards', 'revisar'],
] as const satisfies readonly [keyof ModuleStanding, Tab][];

export function Modules({ modules, who }: { modules: readonly ModuleStanding[]; who: string }) {
  const { t } = useTranslation('progress');
  const { locale } = useLocale();
  const say = useTime();
  return (
    <table className={classes.modules}>
      <thead>
        <tr>
          <th scope="col">{t('modules.module')}</th>
          {parts.map(([part]) => (
            <th scope="col" key={part}>
              {t(`modules.${part}`)}
            </th>
          ))}
          <th scope="col">{t('modules.time')}</th>
          <th scope="col">{t('modules.share')}</th>
          <th scope="col">{t('report.certificate')}</th>
        </tr>
      </thead>
      <tbody>
        {modules.map((module) => (
          <tr key={module.moduleId}>
            <th scope="row">
              <Link href={paths.architecture(module.moduleId)}>{`${module.moduleId.slice(0, 2)} ${module.title}`}</Link>
            </th>
            {parts.map(([part, tab]) => {
              const { have, need } = module[part];
              return (
                <td key={part}>
                  <Link href={paths.architecture(module.moduleId, tab)} className="tabular">
                    {t('modules.of', { have, need })}
                  </Link>
                  <Bar share={need > 0 ? have / need : 0} />
                </td>
              );
            })}
            <td className="tabular">{module.minutes > 0 ? say(module.minutes) : '—'}</td>
            <td className="tabular">{formatPercent(Math.round(module.share * 100) / 100, locale)}</td>
            <td>{module.checks.need > 0 && module.checks.have >= module.checks.need && <Certificate moduleId={module.moduleId} who={who} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Certificate({ moduleId, who }: { moduleId: string; who: string }) {
  const { t } = useTranslation('progress');
  const { language } = useLocale();
  const make = useAction(async () => saveReport(await api.reports.certificate({ language, format: 'pdf', moduleId, who })));
  return (
    <Button
      size="compact-xs"
      variant="default"
      loading={make.isPending}
      onClick={() => make.mutate()}
      aria-label={`${t('report.certificate')} ${moduleId}`}
    >
      PDF
    </Button>
  );
}
