/** The filter as text, with completion: fields that runs have, operators that fit them, values that were seen. Errors stand at their place. */
import { CloseButton, TextInput } from '@mantine/core';
import { ListFilter } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureOf } from '../../../app/errors.ts';
import { useShortcut } from '../../../lib/use-shortcut.ts';
import type { Keys } from '../found.ts';
import { writeClause } from './clauses.ts';
import { completed, completions, placeAt } from './complete.ts';
import classes from './filter.module.css';
import { FilterError } from './filter-error.tsx';
import { useValues } from './use-values.ts';

interface Props {
  draft: string;
  keys: Keys;
  experimentIds: readonly string[];
  error: unknown;
  onDraft(text: string): void;
  onApply(text: string): void;
}

export function FilterField({ draft, keys, experimentIds, error, onDraft, onApply }: Props) {
  const { t } = useTranslation('experiments');
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const [cursor, setCursor] = useState(0);
  const [open, setOpen] = useState(false);
  const [picked, setPicked] = useState(-1);
  useShortcut('/', () => input.current?.focus());

  const place = placeAt(draft, Math.min(cursor, draft.length));
  const values = useValues(experimentIds, open && place.expecting === 'value' ? place.field : null);
  const options = open ? completions(place, keys, values) : [];
  const word = draft.trim();
  // One word is what a beginner types first: it becomes a filter by name.
  const byName =
    open && /^[\p{L}\p{N}_-]+$/u.test(word)
      ? writeClause({ field: { kind: 'attribute', key: 'run_name' }, operator: 'ILIKE', values: [`%${word}%`] })
      : null;
  const count = options.length + (byName ? 1 : 0);
  const failed = error !== null && failureOf(error).code === 'TRACKING_FILTER_INVALID' ? failureOf(error) : null;

  const take = (at: number) => {
    const option = options[at];
    if (option === undefined) {
      if (byName) onApply(byName);
      setOpen(false);
      return;
    }
    const next = completed(draft, place, option);
    onDraft(next.text);
    setPicked(-1);
    setCursor(next.cursor);
    requestAnimationFrame(() => input.current?.setSelectionRange(next.cursor, next.cursor));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setOpen(true);
      setPicked((before) => {
        if (count === 0) return -1;
        return event.key === 'ArrowDown' ? (before + 1) % count : before <= 0 ? count - 1 : before - 1;
      });
    } else if ((event.key === 'Enter' || event.key === 'Tab') && open && picked >= 0) take(picked);
    else if (event.key === 'Enter') {
      setOpen(false);
      onApply(draft.trim());
    } else if (event.key === 'Escape' && open) setOpen(false);
    else if (event.key === 'Escape') onApply('');
    else return;
    event.preventDefault();
  };
  const showAt = () => setCursor(input.current?.selectionStart ?? 0);
  return (
    <div className={classes.field}>
      <TextInput
        ref={input}
        value={draft}
        role="combobox"
        aria-label={t('filter.label')}
        aria-expanded={open && count > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={picked >= 0 ? `${listId}-${picked}` : undefined}
        aria-invalid={failed !== null}
        aria-errormessage={failed ? `${listId}-error` : undefined}
        placeholder={t('filter.placeholder')}
        spellCheck={false}
        autoComplete="off"
        classNames={{ input: classes.input ?? '' }}
        leftSection={<ListFilter size={14} />}
        rightSection={draft && <CloseButton size="xs" aria-label={t('filter.clear')} onClick={() => onApply('')} />}
        onChange={(event) => {
          onDraft(event.currentTarget.value);
          setCursor(event.currentTarget.selectionStart ?? 0);
          setPicked(-1);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onSelect={showAt}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {open && count > 0 && (
        <div className={classes.options}>
          <p className={classes.expecting}>{t(`filter.expecting.${place.expecting}`)}</p>
          <div id={listId} role="listbox" aria-label={t(`filter.expecting.${place.expecting}`)}>
            {[...options, ...(byName ? [byName] : [])].map((option, index) => (
              // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field.
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys.
              <div
                key={option}
                id={`${listId}-${index}`}
                role="option"
                aria-selected={index === picked}
                className={classes.option}
                ref={(element) => {
                  if (index === picked) element?.scrollIntoView({ block: 'nearest' });
                }}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => take(index)}
              >
                {option === byName ? t('filter.byName', { word }) : option}
              </div>
            ))}
          </div>
        </div>
      )}
      {failed && <FilterError id={`${listId}-error`} text={draft} failure={failed} />}
    </div>
  );
}
