/** What is seen of a file or folder, by its kind. */
import { useTranslation } from 'react-i18next';
import type { Locale, Preview } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { formatBytes, formatNumber } from '../../lib/format.ts';
import classes from './preview.module.css';

interface Props {
  preview: Preview;
  /** A file of a folder was chosen. */
  onOpen(path: string): void;
}

export function PreviewBody({ preview, onOpen }: Props) {
  const { t } = useTranslation('lab');
  switch (preview.kind) {
    case 'table':
      return <Table preview={preview} />;
    case 'image':
      return <img className={classes.image} src={`data:${preview.mime};base64,${preview.base64}`} alt={preview.fileName} />;
    case 'text':
      return (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls is reached by the keyboard */}
          <section tabIndex={0} aria-label={preview.fileName} className={classes.text}>
            <pre>{preview.text}</pre>
          </section>
          {preview.more && <p className={classes.note}>{t('preview.moreText')}</p>}
        </>
      );
    case 'folder':
      return <Folder preview={preview} onOpen={onOpen} />;
    case 'binary':
      return <p className={classes.note}>{t('preview.binary')}</p>;
  }
}

function Table({ preview: { columns, rows, more } }: { preview: Extract<Preview, { kind: 'table' }> }) {
  const { t } = useTranslation('lab');
  const { locale } = useLocale();
  // Two columns may have the same name.
  const heads = columns.map((name, at) => ({ key: `${name} ${at}`, name, at, number: isNumeric(rows.map((row) => row[at] ?? null)) || undefined }));
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls is reached by the keyboard */}
      <section className={classes.tableBox} tabIndex={0} aria-label={t('preview.rows', { count: rows.length })}>
        <table className={classes.table} data-testid="preview-table">
          <thead>
            <tr>
              {heads.map(({ key, name, number }) => (
                <th key={key} data-number={number}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name but their place
              <tr key={index}>
                {heads.map(({ key, at, number }) => (
                  <td key={key} data-number={number}>
                    <Value value={row[at] ?? null} locale={locale} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={classes.note}>{t(more ? 'preview.firstRows' : 'preview.rows', { count: rows.length })}</p>
    </>
  );
}

/** A csv's numbers come as text, and stand to the right all the same. */
function isNumeric(values: readonly (string | number | boolean | null)[]): boolean {
  const filled = values.filter((value) => value !== null && value !== '');
  return filled.length > 0 && filled.every((value) => typeof value === 'number' || (typeof value === 'string' && /^[-+]?\d+(\.\d+)?$/.test(value)));
}

function Value({ value, locale }: { value: string | number | boolean | null; locale: Locale }) {
  const { t } = useTranslation('lab');
  if (value === null) return <em>{t('preview.missing')}</em>;
  return typeof value === 'number' ? formatNumber(value, locale) : String(value);
}

function Folder({ preview: { files, more, model }, onOpen }: { preview: Extract<Preview, { kind: 'folder' }>; onOpen(path: string): void }) {
  const { t } = useTranslation('lab');
  const { locale } = useLocale();
  return (
    <>
      {model && (
        <section className={classes.model}>
          <h3>{t('preview.model', { flavors: model.flavors.join(', ') })}</h3>
          {model.inputs.length > 0 && (
            <table className={classes.table}>
              <thead>
                <tr>
                  <th>{t('preview.feature')}</th>
                  <th>{t('preview.type')}</th>
                </tr>
              </thead>
              <tbody>
                {model.inputs.map(({ name, type }) => (
                  <tr key={name}>
                    <td>{name}</td>
                    <td>
                      <code className="mono">{type}</code>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      )}
      <ul className={classes.files}>
        {files.map(({ path, bytes }) => (
          <li key={path}>
            <button type="button" onClick={() => onOpen(path)}>
              <code className="mono">{path}</code>
            </button>
            <span>{formatBytes(bytes, locale)}</span>
          </li>
        ))}
      </ul>
      {more && <p className={classes.note}>{t('preview.firstFiles', { count: files.length })}</p>}
    </>
  );
}
