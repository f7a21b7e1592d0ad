/** Which columns stand in the table, and in which order: chosen at the left, moved and dropped at the right. */
import { ActionIcon, Button, Checkbox, NativeSelect, NumberInput, Popover, TextInput } from '@mantine/core';
import { ArrowDown, ArrowUp, Columns3, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Keys } from '../found.ts';
import { labelOf } from './grid-head.tsx';
import { type Measure, measures, metricColumn } from './summary.ts';
import classes from './toolbar.module.css';
import { attributeColumns, type ColumnView, fieldOf, moved, toggled } from './view.ts';

interface Props {
  keys: Keys;
  columns: readonly ColumnView[];
  onColumns(columns: ColumnView[]): void;
  onReset(): void;
}

/** A thousand ticks would be slow to open and nobody reads them: the search finds the others. */
const mostShown = 60;

export function ColumnChooser({ keys, columns, onColumns, onReset }: Props) {
  const { t } = useTranslation('experiments');
  const [search, setSearch] = useState('');
  const [measure, setMeasure] = useState<Measure>('latest');
  const [step, setStep] = useState(0);
  const chosen = new Set(columns.map(({ id }) => id));
  const group = (kind: 'metric' | 'param' | 'tag' | 'attribute', ids: readonly string[], before?: ReactNode) => {
    const found = ids.filter((id) => nameOf(id, t).toLowerCase().includes(search.toLowerCase()));
    if (found.length === 0) return null;
    return (
      <fieldset className={classes.group}>
        <legend>{t(`kinds.${kind}`)}</legend>
        {before}
        {found.slice(0, mostShown).map((id) => (
          <Checkbox key={id} size="xs" label={nameOf(id, t)} checked={chosen.has(id)} onChange={() => onColumns(toggled(columns, id))} />
        ))}
        {found.length > mostShown && <p className={classes.quiet}>{t('columns.more', { count: found.length - mostShown })}</p>}
      </fieldset>
    );
  };
  const title = t('columns.title', { count: columns.length });
  return (
    <Popover position="bottom-end" width={560} trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<Columns3 size={14} />}>
          {title}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={title}>
        <div className={classes.chooser}>
          <div>
            <TextInput
              aria-label={t('columns.search')}
              placeholder={t('columns.search')}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
            <div className={classes.groups} tabIndex={0}>
              {group(
                'metric',
                keys.metrics.map((key) => metricColumn(key, measure, step)),
                <div className={classes.measure}>
                  <NativeSelect
                    size="xs"
                    aria-label={t('measure.which')}
                    value={measure}
                    data={measures.map((value) => ({ value, label: t(`measure.${value}`) }))}
                    onChange={(event) => setMeasure(measures.find((each) => each === event.currentTarget.value) ?? 'latest')}
                  />
                  {measure === 'at' && (
                    <NumberInput
                      size="xs"
                      w={96}
                      aria-label={t('measure.step')}
                      allowDecimal={false}
                      value={step}
                      onChange={(value) => typeof value === 'number' && setStep(value)}
                    />
                  )}
                </div>,
              )}
              {group(
                'param',
                keys.params.map((key) => `params.${key}`),
              )}
              {group('attribute', attributeColumns)}
              {group(
                'tag',
                keys.tags.map((key) => `tags.${key}`),
              )}
            </div>
          </div>
          <div>
            <p className={classes.quiet}>{t('columns.order')}</p>
            <ol className={classes.order}>
              {columns.map(({ id }, index) => {
                const name = labelOf(id, t);
                return (
                  <li key={id}>
                    <span title={id}>{name}</span>
                    <ActionIcon
                      size={24}
                      aria-label={t('columns.up', { name })}
                      disabled={index === 0}
                      onClick={() => onColumns(moved(columns, id, index - 1))}
                    >
                      <ArrowUp size={12} />
                    </ActionIcon>
                    <ActionIcon
                      size={24}
                      aria-label={t('columns.down', { name })}
                      disabled={index === columns.length - 1}
                      onClick={() => onColumns(moved(columns, id, index + 1))}
                    >
                      <ArrowDown size={12} />
                    </ActionIcon>
                    <ActionIcon size={24} aria-label={t('columns.drop', { name })} onClick={() => onColumns(toggled(columns, id))}>
                      <X size={12} />
                    </ActionIcon>
                  </li>
                );
              })}
            </ol>
            <Button variant="subtle" size="compact-xs" onClick={onReset}>
              {t('columns.reset')}
            </Button>
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Of a metric its name alone: what of it is measured stands above all of them. */
function nameOf(id: string, t: Parameters<typeof labelOf>[1]): string {
  const { kind, key } = fieldOf(id);
  return kind === 'metric' ? key : labelOf(id, t);
}
