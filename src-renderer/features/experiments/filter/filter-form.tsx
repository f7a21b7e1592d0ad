/** The filter as conditions to fill in. It writes the text of the field beside it: who uses the form learns the grammar by seeing it written. */
import { ActionIcon, Autocomplete, Button, Select, TextInput } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Keys } from '../found.ts';
import { type Clause, readClauses, writeClauses } from './clauses.ts';
import { fieldsOf } from './complete.ts';
import { isNumeric, operatorsOf, readField, writeField } from './field.ts';
import classes from './filter.module.css';
import { useValues } from './use-values.ts';

interface Props {
  text: string;
  keys: Keys;
  experimentIds: readonly string[];
  onText(text: string): void;
  onClear(): void;
}

export function FilterForm({ text, keys, experimentIds, onText, onClear }: Props) {
  const { t } = useTranslation('experiments');
  // A condition without a value is not yet part of the text.
  const [unfinished, setUnfinished] = useState<Clause | null>(null);
  const read = readClauses(text);
  if (read === null)
    return (
      <div className={classes.form}>
        <p>{t('filter.notInForm')}</p>
        <Button variant="default" onClick={onClear}>
          {t('filter.startOver')}
        </Button>
      </div>
    );
  const finished = ({ operator, values }: Clause) => operator.startsWith('IS') || (values[0] ?? '') !== '';
  const change = (index: number, clause: Clause) => {
    if (!finished(clause)) setUnfinished(clause);
    onText(writeClauses(finished(clause) ? read.with(index, clause) : read.toSpliced(index, 1)));
  };
  const first: Clause = {
    field: keys.metrics[0] === undefined ? { kind: 'attribute', key: 'status' } : { kind: 'metric', key: keys.metrics[0] },
    operator: keys.metrics[0] === undefined ? '=' : '>',
    values: [''],
  };
  return (
    <fieldset className={classes.form} aria-label={t('filter.form')}>
      {read.map((clause, index) => (
        <Condition
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its place.
          key={index}
          clause={clause}
          keys={keys}
          experimentIds={experimentIds}
          onChange={(next) => change(index, next)}
          onDrop={() => onText(writeClauses(read.toSpliced(index, 1)))}
        />
      ))}
      {unfinished && (
        <Condition
          key="unfinished"
          clause={unfinished}
          keys={keys}
          experimentIds={experimentIds}
          onChange={(next) => {
            if (finished(next)) {
              setUnfinished(null);
              onText(writeClauses([...read, next]));
            } else setUnfinished(next);
          }}
          onDrop={() => setUnfinished(null)}
        />
      )}
      {!unfinished && (
        <Button variant="default" leftSection={<Plus size={14} />} onClick={() => setUnfinished(first)}>
          {read.length === 0 ? t('filter.firstCondition') : t('filter.another')}
        </Button>
      )}
      <p className={classes.written}>
        {t('filter.written')} <code>{text === '' ? '—' : text}</code>
      </p>
    </fieldset>
  );
}

interface ConditionProps {
  clause: Clause;
  keys: Keys;
  experimentIds: readonly string[];
  onChange(clause: Clause): void;
  onDrop(): void;
}

function Condition({ clause, keys, experimentIds, onChange, onDrop }: ConditionProps) {
  const { t } = useTranslation('experiments');
  const values = useValues(experimentIds, clause.field);
  // What is typed is told when it is done: each letter would be another search.
  const [draft, setDraft] = useState<string | null>(null);
  const { field, operator } = clause;
  const written = draft ?? clause.values.join(', ');
  const tell = (text: string) => {
    setDraft(null);
    const list = operator.endsWith('IN') ? text.split(',').map((each) => each.trim()) : [text];
    const number = Number(text.replace(',', '.'));
    if (isNumeric(field) && (text.trim() === '' || !Number.isFinite(number))) return;
    onChange({ ...clause, values: list });
  };
  const groupOf = (kind: string) => t(`kind.${kind}`);
  const groups = [...Map.groupBy(fieldsOf(keys), ({ kind }) => kind)].map(([kind, fields]) => ({
    group: groupOf(kind),
    items: fields.map((each) => ({ value: writeField(each), label: each.kind === 'attribute' ? t(`column.${each.key}`) : each.key })),
  }));
  const common = {
    className: classes.value,
    'aria-label': t('filter.value'),
    value: written,
    onBlur: () => draft !== null && tell(draft),
    onKeyDown: (event: React.KeyboardEvent) => event.key === 'Enter' && tell(written),
  };
  return (
    <div className={classes.condition}>
      <Select
        aria-label={t('filter.field')}
        className={classes.value}
        searchable
        limit={60}
        data={groups}
        value={writeField(field)}
        onChange={(value) => {
          const next = readField(value ?? '');
          if (!next) return;
          const operators = operatorsOf(next);
          onChange({ field: next, operator: operators.includes(operator) ? operator : (operators[0] ?? '='), values: [''] });
        }}
      />
      <Select
        aria-label={t('filter.operator')}
        className={classes.operator}
        data={operatorsOf(field).map((sign) => ({ value: sign, label: `${sign}  ${t(`filter.sign.${signName(sign)}`)}` }))}
        value={operator}
        onChange={(value) => value && onChange({ ...clause, operator: value, values: value.startsWith('IS') ? [] : clause.values })}
      />
      {!operator.startsWith('IS') &&
        (values.length > 0 ? (
          <Autocomplete {...common} data={[...values]} limit={50} size="xs" onChange={setDraft} onOptionSubmit={tell} />
        ) : (
          <TextInput {...common} inputMode={isNumeric(field) ? 'decimal' : 'text'} onChange={(event) => setDraft(event.currentTarget.value)} />
        ))}
      <ActionIcon aria-label={t('filter.drop')} onClick={onDrop}>
        <X size={14} />
      </ActionIcon>
    </div>
  );
}

function signName(sign: string): string {
  const names: Record<string, string> = { '=': 'is', '!=': 'isNot', '>': 'more', '>=': 'least', '<': 'less', '<=': 'most' };
  return names[sign] ?? sign.toLowerCase().replaceAll(' ', '_');
}
