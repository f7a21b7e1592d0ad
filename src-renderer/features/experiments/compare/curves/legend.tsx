/** Whose colour is which: pointing at one makes its line stand out, a click hides it. */
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import shared from '../comparison.module.css';
import type { RunGroup } from '../grouping.ts';

interface Props {
  groups: readonly RunGroup[];
  off: ReadonlySet<string>;
  colourOf(runId: string): string;
  onLit(id: string | null): void;
  onTurn(id: string): void;
}

export const Legend = memo(Names);

function Names({ groups, off, colourOf, onLit, onTurn }: Props) {
  const { t } = useTranslation('experiments');
  return (
    <ul className={shared.legend} aria-label={t('curves.legend')}>
      {groups.map(({ id, label, runs }) => (
        <li key={id}>
          <button
            type="button"
            title={label}
            aria-pressed={!off.has(id)}
            data-off={off.has(id) || undefined}
            onPointerEnter={() => onLit(id)}
            onPointerLeave={() => onLit(null)}
            onFocus={() => onLit(id)}
            onBlur={() => onLit(null)}
            onClick={() => onTurn(id)}
          >
            <i style={{ background: colourOf(runs[0]?.runId ?? '') }} />
            <span>{runs.length > 1 ? `${label} (${runs.length})` : label}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
