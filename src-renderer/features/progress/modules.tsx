/** Where each architecture stands: reading, challenge, quiz, cards, time. */
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ModuleStanding } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { paths, type Tab } from '../../app/paths.ts';
import { formatPercent } from '../../lib/format.ts';
import { Bar } from './bar.tsx';
import classes from './progress.module.css';
import { useTime } from './use-time.ts';

const parts = [
  ['read', 'estudar'],
  ['checks', 'desafio'],
  ['questions', 'questionario'],
  ['cards', 'revisar'],
] as const satisfies readonly [keyof ModuleStanding, Tab][];

export function Modules({ modules }: { modules: readonly ModuleStanding[] }) {
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
          </tr>
        ))}
      </tbody>
    </table>
  );
}
