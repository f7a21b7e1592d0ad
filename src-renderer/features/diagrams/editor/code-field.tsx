// CodeField: a plain source editor with line numbers and a marked line; used until the page passes a better one.
import { useRef } from 'react';
import classes from '../diagrams.module.css';

export interface CodeEditorProps {
  value: string;
  onChange(value: string): void;
  label: string;
  /** Line with the error, from 1. */
  errorLine?: number | undefined;
}

export function CodeField({ value, onChange, label, errorLine }: CodeEditorProps) {
  const gutter = useRef<HTMLDivElement>(null);
  const lines = value.split('\n').map((_, index) => index + 1);
  return (
    <div className={classes.code}>
      <div ref={gutter} className={classes.gutter} aria-hidden>
        {lines.map((line) => (
          <div key={line} data-failed={line === errorLine || undefined}>
            {line === errorLine ? `● ${line}` : line}
          </div>
        ))}
      </div>
      <textarea
        className={classes.text}
        aria-label={label}
        aria-invalid={errorLine !== undefined}
        value={value}
        spellCheck={false}
        autoCapitalize="off"
        wrap="off"
        onChange={(event) => onChange(event.currentTarget.value)}
        onScroll={(event) => gutter.current?.scrollTo({ top: event.currentTarget.scrollTop })}
      />
    </div>
  );
}
