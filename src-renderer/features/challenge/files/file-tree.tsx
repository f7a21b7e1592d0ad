/** The files as a tree that is walked with the keyboard: Enter opens, F2 renames, Delete deletes, which can be taken back. */
import { ActionIcon } from '@mantine/core';
import { ChevronDown, ChevronRight, Pencil, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../../app/use-action.ts';
import { NewFile } from '../new-file.tsx';
import type { Bench } from '../use-bench.ts';
import { useWord } from '../use-word.tsx';
import classes from './files.module.css';
import { GoneFiles } from './gone-files.tsx';
import { NameField } from './name-field.tsx';
import { type Row, rowsOf, stepFrom } from './tree-model.ts';

export function FileTree({ challengeId, bench }: { challengeId: string; bench: Bench }) {
  const { t } = useTranslation('challenge');
  const { workspace, path } = bench;
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState<string | null>(null);
  const [renaming, setRenaming] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const say = useWord();
  const files = workspace.files ?? [];
  const rows = rowsOf(files, closed);
  const focused = rows.some((row) => row.path === at) ? at : path;
  const fallback = files.find((file) => file.path !== path)?.path;

  const remove = useAction((name: string) => workspace.remove(name), {
    onSuccess: (undo, name) => {
      if (name === path && fallback) bench.open(fallback);
      if (undo) say(t('tree.deleted', { path: name }), undo);
    },
  });
  const rename = useAction(({ from, to }: { from: string; to: string }) => workspace.rename(from, to), {
    onSuccess: (_, { from, to }) => {
      setRenaming(null);
      if (from === path) bench.open(to);
    },
  });

  const goTo = (name: string) => {
    setAt(name);
    list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(name)}"]`)?.focus();
  };
  const toggle = (row: Row) =>
    setClosed((before) => {
      const next = new Set(before);
      if (!next.delete(row.path)) next.add(row.path);
      return next;
    });
  const choose = (row: Row) => (row.kind === 'folder' ? toggle(row) : bench.open(row.path));
  const press = (event: KeyboardEvent, row: Row, index: number) => {
    const opens = row.kind === 'folder' && ((event.key === 'ArrowRight' && !row.isOpen) || (event.key === 'ArrowLeft' && row.isOpen));
    const to = stepFrom(rows, index, event.key);
    if (opens) toggle(row);
    else if (to !== null) goTo(rows[to]?.path ?? row.path);
    else if (event.key === 'Enter' || event.key === ' ') choose(row);
    else if (event.key === 'F2' && row.kind === 'file') setRenaming(row.path);
    else if (event.key === 'Delete' && row.kind === 'file') remove.mutate(row.path);
    else return;
    event.preventDefault();
  };
  const target = rows.find((row) => row.path === focused && row.kind === 'file')?.path ?? path;

  return (
    <section className={classes.side} aria-label={t('tree.label')}>
      <header className={classes.head}>
        <h3>{t('files')}</h3>
        <ActionIcon
          size="sm"
          aria-label={t('tree.rename', { path: target })}
          title={t('tree.rename', { path: target })}
          onClick={() => setRenaming(target)}
        >
          <Pencil size={13} />
        </ActionIcon>
        <ActionIcon
          size="sm"
          aria-label={t('tree.delete', { path: target })}
          title={t('tree.delete', { path: target })}
          onClick={() => remove.mutate(target)}
        >
          <Trash2 size={13} />
        </ActionIcon>
        <NewFile taken={files.map((file) => file.path)} create={workspace.create} onCreated={bench.open} />
      </header>
      <div ref={list} className={classes.tree} role="tree" aria-label={t('files')}>
        {rows.map((row, index) =>
          row.path === renaming ? (
            <NameField
              key={row.path}
              path={row.path}
              level={row.level}
              onDone={(to) => (to === null || to === row.path ? setRenaming(null) : rename.mutate({ from: row.path, to }))}
            />
          ) : (
            <div
              key={row.path}
              role="treeitem"
              className={classes.row}
              data-row={row.path}
              aria-level={row.level}
              aria-selected={row.path === path}
              aria-expanded={row.kind === 'folder' ? row.isOpen : undefined}
              tabIndex={row.path === focused ? 0 : -1}
              style={{ paddingLeft: row.level * 12 - 4 }}
              onClick={() => {
                setAt(row.path);
                choose(row);
              }}
              onKeyDown={(event) => press(event, row, index)}
            >
              {row.kind === 'folder' && (row.isOpen ? <ChevronDown size={13} aria-hidden /> : <ChevronRight size={13} aria-hidden />)}
              <span>{row.name}</span>
              {row.changed && <i title={t('changed')} />}
            </div>
          ),
        )}
      </div>
      <GoneFiles challengeId={challengeId} bench={bench} />
    </section>
  );
}
