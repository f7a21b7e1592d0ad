/** The name of a file while it is changed: Enter takes it, Escape leaves it as it was. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './files.module.css';

export function NameField({ path, level, onDone }: { path: string; level: number; onDone(to: string | null): void }) {
  const { t } = useTranslation('challenge');
  const [name, setName] = useState(path);
  return (
    <input
      className={classes.name}
      style={{ marginLeft: level * 12 - 8 }}
      // biome-ignore lint/a11y/noAutofocus: the person has just asked to write here.
      autoFocus
      aria-label={t('newFile.name')}
      value={name}
      onFocus={(event) => {
        const from = path.lastIndexOf('/') + 1;
        const dot = path.lastIndexOf('.');
        event.currentTarget.setSelectionRange(from, dot > from ? dot : path.length);
      }}
      onChange={(event) => setName(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onDone(name.trim() || null);
        if (event.key === 'Escape') onDone(null);
        event.stopPropagation();
      }}
      onBlur={() => onDone(null)}
    />
  );
}
