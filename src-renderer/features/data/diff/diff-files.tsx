/** Files of a folder that came, went, changed or moved. */
import { useTranslation } from 'react-i18next';
import type { FolderDiff } from '#contract';
import { useLocale } from '../../../app/i18n.ts';
import { formatBytes } from '../../../lib/format.ts';
import classes from '../data.module.css';

const signs = { added: '+', removed: '−', changed: '~', moved: '→' };

export function DiffFiles({ files }: { files: FolderDiff }) {
  const { t } = useTranslation('data');
  const { locale } = useLocale();
  const { changes, added, removed, changed, moved, same } = files;
  const all = added + removed + changed + moved;
  const size = (bytes: number | null) => (bytes === null ? '' : formatBytes(bytes, locale));
  return (
    <section data-testid="diff-files">
      <h3>{t('diff.files')}</h3>
      <p className={classes.quiet}>{t('diff.filesCount', { added, removed, changed, moved, same })}</p>
      <ul className={classes.changes}>
        {changes.map(({ kind, path, from, before, after }) => (
          <li key={`${kind} ${path}`} data-change={kind === 'moved' ? 'changed' : kind}>
            <b aria-hidden>{signs[kind]}</b> {t(`diff.file.${kind}`, { path, from: from ?? '', before: size(before), after: size(after) })}
          </li>
        ))}
      </ul>
      {all > changes.length && <p className={classes.quiet}>{t('diff.filesMore', { shown: changes.length, total: all })}</p>}
    </section>
  );
}
