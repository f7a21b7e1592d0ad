/** The versions of a model, newest first; two ticked ones are compared. */
import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ModelVersion } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { formatRelative } from '../../lib/format.ts';
import { AliasTag } from './alias-tag.tsx';
import classes from './models.module.css';

interface Props {
  versions: readonly ModelVersion[];
  chosen: string | null;
  compared: readonly string[];
  onChoose(version: string): void;
  onCompare(versions: string[]): void;
}

export function VersionList({ versions, chosen, compared, onChoose, onCompare }: Props) {
  const { t } = useTranslation('models');
  const { locale } = useLocale();
  const toggle = (version: string) =>
    onCompare(compared.includes(version) ? compared.filter((each) => each !== version) : [...compared, version].slice(-2));
  return (
    <>
      <ul className={classes.versions}>
        {versions.map(({ version, aliases, algorithm, createdAt, endpoints }) => (
          <li key={version} data-chosen={version === chosen || undefined}>
            {versions.length > 1 && (
              <Checkbox size="xs" aria-label={t('compare.tick', { version })} checked={compared.includes(version)} onChange={() => toggle(version)} />
            )}
            <button type="button" aria-current={version === chosen ? 'true' : undefined} onClick={() => onChoose(version)}>
              <span className={classes.tags}>
                <b>{t('version', { version })}</b>
                {aliases.map((alias) => (
                  <AliasTag key={alias} alias={alias} />
                ))}
              </span>
              <span className={classes.quiet}>
                {algorithm} · {formatRelative(createdAt, locale)}
                {endpoints.length > 0 && ` · ${t('onAir')}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {versions.length > 1 && (
        <p className={classes.quiet} role="status">
          {compared.length === 1 ? t('compare.oneMore') : t('compare.hint')}
        </p>
      )}
    </>
  );
}
