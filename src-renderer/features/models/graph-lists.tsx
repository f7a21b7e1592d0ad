/** A graph as lists: its nodes, each with whom it asks; its members; and what can be added. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GraphNode } from '#contract';
import { queries } from '../../app/queries.ts';
import { addMember, addNode, type GraphDraft, kinds, removeName } from './graph-edits.ts';
import { IconButton } from './graph-icon.tsx';
import classes from './graph-lists.module.css';
import { NodeCard } from './graph-node-card.tsx';

interface Props {
  draft: GraphDraft;
  onChange(draft: GraphDraft): void;
}

export function GraphLists({ draft, onChange }: Props) {
  const { t } = useTranslation('graph');
  return (
    <>
      <NativeSelect
        size="xs"
        mt="sm"
        className={classes.output}
        label={t('lists.output')}
        value={draft.output}
        data={[...Object.keys(draft.nodes), ...Object.keys(draft.members)]}
        onChange={({ target }) => onChange({ ...draft, output: target.value })}
      />
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
    </>
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
