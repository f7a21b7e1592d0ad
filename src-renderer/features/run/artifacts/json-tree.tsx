/** JSON as a tree that folds: what is inside is drawn once it is opened, and long lists in parts. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './json-tree.module.css';

const part = 100;
/** Open at first: the outermost, and what lies in it while it is short. */
const openDepth = 2;
const openSize = 30;

export function JsonTree({ value, label }: { value: unknown; label: string }) {
  return (
    <section className={classes.tree} aria-label={label}>
      <Node name={null} value={value} depth={0} />
    </section>
  );
}

function Node({ name, value, depth }: { name: string | null; value: unknown; depth: number }) {
  if (typeof value === 'object' && value !== null) return <Branch name={name} value={value} depth={depth} />;
  return (
    <div className={classes.leaf}>
      <Name name={name} />
      <Leaf value={value} />
    </div>
  );
}

function Branch({ name, value, depth }: { name: string | null; value: object; depth: number }) {
  const { t } = useTranslation('run');
  const isList = Array.isArray(value);
  const entries = Object.entries(value);
  const [open, setOpen] = useState(depth === 0 || (depth < openDepth && entries.length <= openSize));
  const [most, setMost] = useState(part);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Name name={name} />
        <span className={classes.count}>
          {isList ? t('artifacts.items', { count: entries.length }) : t('artifacts.fields', { count: entries.length })}
        </span>
      </summary>
      {open && (
        <div className={classes.inside}>
          {entries.slice(0, most).map(([key, inner]) => (
            <Node key={key} name={key} value={inner} depth={depth + 1} />
          ))}
          {entries.length > most && (
            <button type="button" onClick={() => setMost(most + part * 10)}>
              {t('artifacts.moreItems', { count: entries.length - most })}
            </button>
          )}
        </div>
      )}
    </details>
  );
}

function Name({ name }: { name: string | null }) {
  return name !== null && <span className={classes.name}>{name}: </span>;
}

function Leaf({ value }: { value: unknown }) {
  return <span data-type={value === null ? 'null' : typeof value}>{typeof value === 'string' ? `"${value}"` : String(value)}</span>;
}
