/** Names and values to search and copy: params, metrics. Long values fold; of very many, only those in sight are drawn. */
import { TextInput } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Search } from 'lucide-react';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../components/code-block.tsx';
import classes from './pairs.module.css';
import { isLong, matching, type Pair } from './pairs-model.ts';

interface Props {
  title: string;
  id: string;
  pairs: readonly Pair[];
  none: string;
  /** Right for numbers. */
  align?: 'left' | 'right';
  actions?: ReactNode;
}

/** Fewer are seen at a glance. */
const worthSearching = 8;
const rowHeight = 30;

export function Pairs({ title, id, pairs, none, align = 'left', actions }: Props) {
  const { t } = useTranslation('run');
  const [query, setQuery] = useState('');
  const shown = useMemo(() => matching(pairs, query), [pairs, query]);
  const all = () => shown.map(({ key, exact }) => `${key}\t${exact}`).join('\n');
  return (
    <section aria-labelledby={id} className={classes.pairs}>
      <header>
        <h2 id={id}>
          {title} <small>{pairs.length > 0 && pairs.length}</small>
        </h2>
        {pairs.length > worthSearching && (
          <TextInput
            aria-label={t('pairs.search', { title })}
            placeholder={t('pairs.searchHint')}
            leftSection={<Search size={13} />}
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
        )}
        {pairs.length > 0 && <CopyButton text={all()} label={t('pairs.copyAll', { title })} />}
        {actions}
      </header>
      {pairs.length === 0 && <p className={classes.quiet}>{none}</p>}
      {pairs.length > 0 && shown.length === 0 && <p className={classes.quiet}>{t('pairs.noMatch', { query })}</p>}
      {shown.length > 0 && <Rows pairs={shown} label={title} align={align} />}
    </section>
  );
}

function Rows({ pairs, label, align }: { pairs: readonly Pair[]; label: string; align: 'left' | 'right' }) {
  const { t } = useTranslation('run');
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: pairs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 20,
    getItemKey: (index) => pairs[index]?.key ?? index,
  });
  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section ref={scroller} className={classes.scroller} tabIndex={0} aria-label={label}>
      <table aria-rowcount={pairs.length}>
        <tbody>
          {above > 0 && <tr style={{ height: above }} />}
          {items.map(({ index, key }) => {
            const pair = pairs[index];
            return (
              pair && (
                <tr key={key} data-index={index} aria-rowindex={index + 1} ref={virtual.measureElement}>
                  <th scope="row">{pair.key}</th>
                  <td data-align={align}>
                    <Value pair={pair} />
                  </td>
                  <td className={classes.tool}>
                    <CopyButton text={pair.exact} label={t('pairs.copy', { key: pair.key })} />
                  </td>
                </tr>
              )
            );
          })}
          {below > 0 && <tr style={{ height: below }} />}
        </tbody>
      </table>
    </section>
  );
}

function Value({ pair: { shown, exact } }: { pair: Pair }) {
  const { t } = useTranslation('run');
  const [open, setOpen] = useState(false);
  if (!isLong(shown)) return <span title={exact === shown ? undefined : exact}>{shown}</span>;
  return (
    <>
      <span className={open ? undefined : classes.folded}>{shown}</span>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? t('pairs.less') : t('pairs.more')}
      </button>
    </>
  );
}
