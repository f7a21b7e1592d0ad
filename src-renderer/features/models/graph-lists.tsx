/** A graph as lists: whom each node asks, in which order. Rows are dragged, or moved with Alt and an arrow key or their buttons; connections are made and cut here too. */
import { ActionIcon, Button, NativeSelect, TextInput, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, GripVertical, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GraphNode } from '#contract';
import { queries } from '../../app/queries.ts';
import { addMember, addNode, changeNode, connect, type GraphDraft, type Item, itemsOf, kinds, moved, removeName } from './graph-edits.ts';
import classes from './graph-lists.module.css';

interface Props {
  draft: GraphDraft;
  onChange(draft: GraphDraft): void;
}

export function GraphLists({ draft, onChange }: Props) {
  const { t } = useTranslation('graph');
  return (
    <div className={classes.lists}>
      {Object.keys(draft.nodes).map((name) => (
        <NodeCard key={name} name={name} draft={draft} onChange={onChange} />
      ))}
      <section className={classes.card} aria-label={t('lists.members')}>
        <h4 className={classes.head}>{t('lists.members')}</h4>
        <ul className={classes.rows}>
          {Object.entries(draft.members).map(([name, target]) => (
            <li key={name} className={classes.row}>
              <span className={classes.grow}>
                <b>{name}</b> <small>{target}</small>
              </span>
              <IconButton label={t('lists.removeMember', { name })} onClick={() => onChange(removeName(draft, name))} icon={Trash2} />
            </li>
          ))}
        </ul>
        <NewMember draft={draft} onChange={onChange} />
      </section>
      <NewNode draft={draft} onChange={onChange} />
    </div>
  );
}

function NodeCard({ name, draft, onChange }: Props & { name: string }) {
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
      <p className={classes.said} role="status" aria-live="polite">
        {said}
      </p>
    </section>
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

function NewMember({ draft, onChange }: Props) {
  const { t } = useTranslation('graph');
  const models = useQuery(queries.registry.models());
  return (
    <NativeSelect
      size="xs"
      aria-label={t('lists.newMember')}
      value=""
      data={[{ value: '', label: t('lists.newMember') }, ...(models.data ?? []).map(({ name }) => name)]}
      onChange={({ target }) => target.value !== '' && onChange(addMember(draft, target.value))}
    />
  );
}

function NewNode({ draft, onChange }: Props) {
  const { t } = useTranslation('graph');
  const [name, setName] = useState('');
  const [kind, setKind] = useState<GraphNode['kind']>('vote');
  const isTaken = name in draft.nodes || name in draft.members;
  return (
    <form
      className={classes.card}
      aria-label={t('lists.newNode')}
      onSubmit={(event) => {
        event.preventDefault();
        onChange(addNode(draft, name, kind));
        setName('');
      }}
    >
      <h4 className={classes.head}>{t('lists.newNode')}</h4>
      <TextInput
        size="xs"
        label={t('lists.name')}
        value={name}
        pattern="[A-Za-z0-9_\-]{1,60}"
        required
        error={isTaken && t('lists.taken')}
        onChange={({ target }) => setName(target.value)}
      />
      <NativeSelect
        size="xs"
        label={t('lists.kind')}
        value={kind}
        data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        onChange={({ target }) => setKind(target.value as GraphNode['kind'])}
      />
      <Button type="submit" size="xs" variant="default" disabled={name === '' || isTaken}>
        {t('lists.add')}
      </Button>
    </form>
  );
}

function IconButton({ label, icon: Icon, ...props }: { label: string; icon: typeof Trash2; onClick(): void; disabled?: boolean }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label={label} {...props}>
        <Icon size={14} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
