/** The files of the workspace as tabs, walked with the arrow keys; a dot marks what differs from the starter. */
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './challenge.module.css';

interface Props {
  files: readonly { path: string; changed?: boolean }[];
  path: string;
  onOpen(path: string): void;
}

export function FileTabs({ files, path, onOpen }: Props) {
  const { t } = useTranslation('challenge');
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another open file, or another list, brings its tab into view.
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [path, files.length]);
  const press = (event: KeyboardEvent, index: number) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step && files[(index + step + files.length) % files.length];
    if (!next) return;
    event.preventDefault();
    onOpen(next.path);
    event.currentTarget.parentElement?.querySelector<HTMLElement>(`[data-path="${CSS.escape(next.path)}"]`)?.focus();
  };
  return (
    <div ref={list} className={classes.files} role="tablist" aria-label={t('files')}>
      {files.map((file, index) => (
        <button
          key={file.path}
          type="button"
          role="tab"
          data-path={file.path}
          aria-selected={file.path === path}
          tabIndex={file.path === path ? 0 : -1}
          onClick={() => onOpen(file.path)}
          onKeyDown={(event) => press(event, index)}
        >
          {file.path}
          {file.changed && <i title={t('changed')} />}
        </button>
      ))}
    </div>
  );
}
