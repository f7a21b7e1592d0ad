/** One node of a graph: whom it asks, in which order. Rows are dragged, or moved with Alt and an arrow key or their buttons; connections are made and cut here too. */
import { NativeSelect, TextInput } from '@mantine/core';
import { ArrowDown, ArrowUp, GripVertical, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeNode, connect, extraOf, extras, type GraphDraft, type Item, itemsOf, moved, removeName, withExtra } from './graph-edits.ts';
import { IconButton } from './graph-icon.tsx';
import classes from './graph-lists.module.css';

interface Props {
  name: string;
  draft: GraphDraft;
  onChange(draft: GraphDraft): void;
}

export function NodeCard({ name, draft, onChange }: Props) {
  const { t } = useTranslation('graph');
  const [dragged, setDragged] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  const node = draft.nodes[name]!;
  const items = itemsOf(node);
  const others = [...Object.keys(draft.nodes), ...Object.keys(draft.members)].filter((one) => one !== name);
  const set = (next: readonly Item[]) => onChange(changeNode(draft, name, next));
  const move = (from: number, to: number) => {
    if (to < 0 || to >= items.length) return;
    set(moved(items, from, to));
    setSaid(t('lists.moved', { name: items[from]!.ask, place: to + 1, of: items.length }));
  };
  return (
    <section className={classes.card} aria-label={name}>
      <div className={classes.head}>
        <h4>
          <b>{name}</b> <small>{t(`kind.${node.kind}`)}</small>
        </h4>
        <IconButton label={t('lists.removeNode', { name })} onClick={() => onChange(removeName(draft, name))} icon={Trash2} />
      </div>
      <ul className={classes.rows}>
        {items.map((item, i) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a node may ask the same twice, and what is in a row follows its place
            key={i}
            className={classes.row}
            data-dragged={dragged === i || undefined}
            onDragOver={(event) => dragged !== null && event.preventDefault()}
            onDrop={() => dragged !== null && move(dragged, i)}
          >
            <button
              type="button"
              className={classes.grip}
              draggable
              aria-label={t('lists.drag', { name: item.ask })}
              onDragStart={(event) => {
                event.dataTransfer.setData('text/plain', item.ask);
                setDragged(i);
              }}
              onDragEnd={() => setDragged(null)}
              onKeyDown={(event) => {
                const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
                if (step === 0 || !event.altKey) return;
                event.preventDefault();
                move(i, i + step);
              }}
            >
              <GripVertical size={14} aria-hidden />
            </button>
            {node.kind === 'segment' && (
              <TextInput
                size="xs"
                className={classes.value}
                aria-label={t('lists.value', { by: node.by })}
                value={item.value ?? ''}
                onChange={({ target }) => set(items.with(i, { ...item, value: target.value }))}
              />
            )}
            <NativeSelect
              size="xs"
              className={classes.grow}
              aria-label={t('lists.asks', { name, place: i + 1 })}
              value={item.ask}
              data={others.includes(item.ask) ? others : [item.ask, ...others]}
              onChange={({ target }) => set(items.with(i, { ...item, ask: target.value }))}
            />
            <Condition item={item} />
            <IconButton label={t('lists.up', { name: item.ask })} onClick={() => move(i, i - 1)} icon={ArrowUp} disabled={i === 0} />
            <IconButton
              label={t('lists.down', { name: item.ask })}
              onClick={() => move(i, i + 1)}
              icon={ArrowDown}
              disabled={i === items.length - 1}
            />
            <IconButton label={t('lists.cut', { name: item.ask })} onClick={() => set(items.toSpliced(i, 1))} icon={Trash2} />
          </li>
        ))}
      </ul>
      <NativeSelect
        size="xs"
        aria-label={t('lists.connect', { name })}
        value=""
        data={[{ value: '', label: t('lists.connectTo') }, ...others]}
        onChange={({ target }) => target.value !== '' && onChange(connect(draft, name, target.value))}
      />
      <Extras name={name} draft={draft} others={others} onChange={onChange} />
      <p className={classes.said} role="status" aria-live="polite">
        {said}
      </p>
    </section>
  );
}

function Extras({ name, draft, others, onChange }: Props & { others: string[] }) {
  const { t } = useTranslation('graph');
  const node = draft.nodes[name]!;
  return (
    <div className={classes.extras}>
      {extras[node.kind].map((extra) => {
        const value = extraOf(node, extra);
        const set = (next: string) => onChange({ ...draft, nodes: { ...draft.nodes, [name]: withExtra(node, extra, next) } });
        const label = t(`lists.extra.${extra}`);
        if (extra === 'by') return <TextInput key={extra} size="xs" label={label} value={value} onChange={({ target }) => set(target.value)} />;
        const known = value === '' || others.includes(value) ? others : [value, ...others];
        return (
          <NativeSelect
            key={extra}
            size="xs"
            label={label}
            value={value}
            data={[{ value: '', label: '—' }, ...known]}
            onChange={({ target }) => set(target.value)}
          />
        );
      })}
    </div>
  );
}

/** What has to hold for it: edited in the text. */
function Condition({ item: { accept, when, weight } }: { item: Item }) {
  const said = accept ?? when ?? (weight === undefined ? undefined : `× ${weight}`);
  if (said === undefined) return null;
  const text = typeof said === 'string' ? said : JSON.stringify(said).replace(/["{}]/g, '').replaceAll(':', ' ');
  return (
    <code className={classes.condition} title={text}>
      {text}
    </code>
  );
}
