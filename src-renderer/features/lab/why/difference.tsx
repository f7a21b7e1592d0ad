/** One thing that differs: old → new, or the lines of a file. */
import { useTranslation } from 'react-i18next';
import type { DiffLine, KeyDifference } from '#contract';
import classes from './why.module.css';

export function Difference({ difference: { part, name, before, after, diff } }: { difference: KeyDifference }) {
  const { t } = useTranslation('lab');
  const value = (text: string | null) => (text === null ? <em>{t('why.none')}</em> : <code className="mono">{text}</code>);
  return (
    <li>
      <strong>{t(`why.part.${part}`)}</strong> {name && <code className="mono">{name}</code>}
      {diff ? (
        <Lines diff={diff} label={t('why.linesOf', { name })} />
      ) : (
        <div className={classes.values}>
          {value(before)} → {value(after)}
        </div>
      )}
    </li>
  );
}

const signs: Record<DiffLine['kind'], string> = { same: ' ', added: '+', removed: '−', gap: '⋯' };

export function Lines({ diff, label }: { diff: readonly DiffLine[]; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls is reached by the keyboard
    <section className={classes.diff} aria-label={label} tabIndex={0}>
      <pre className="mono">
        {diff.map(({ kind, text, before, after }) => (
          <span key={`${kind} ${before} ${after}`} data-kind={kind}>
            {`${signs[kind]} ${text}\n`}
          </span>
        ))}
      </pre>
    </section>
  );
}
