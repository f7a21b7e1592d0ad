/** Which columns stand in the table, and in which order: chosen at the left, moved and dropped at the right. */
import { ActionIcon, Button, Checkbox, Popover, TextInput } from '@mantine/core';
import { ArrowDown, ArrowUp, Columns3, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Keys } from '../found.ts';
import { labelOf } from './grid-head.tsx';
import classes from './toolbar.module.css';
import { attributeColumns, type ColumnView, moved, toggled } from './view.ts';

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
  const chosen = new Set(columns.map(({ id }) => id));
  const group = (kind: 'metric' | 'param' | 'tag' | 'attribute', ids: readonly string[]) => {
    const found = ids.filter((id) => labelOf(id, t).toLowerCase().includes(search.toLowerCase()));
    if (found.length === 0) return null;
    return (
      <fieldset className={classes.group}>
        <legend>{t(`kinds.${kind}`)}</legend>
        {found.slice(0, mostShown).map((id) => (
          <Checkbox key={id} size="xs" label={labelOf(id, t)} checked={chosen.has(id)} onChange={() => onColumns(toggled(columns, id))} />
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
                keys.metrics.map((key) => `metrics.${key}`),
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
