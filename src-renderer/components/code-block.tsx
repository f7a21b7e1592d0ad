/** Code with its language and a copy button; long lines scroll. `children` is the highlighted code, `text` what is copied. */
import { useClipboard } from '@mantine/hooks';
import { Check, Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './code-block.module.css';
import { IconAction } from './icon-action.tsx';

interface Props {
  text: string;
  language?: string;
  children?: ReactNode;
}

export function CodeBlock({ text, language, children }: Props) {
  return (
    <figure className={classes.block}>
      <figcaption>
        <span>{language && language !== 'text' ? language : ''}</span>
        <CopyButton text={text} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <pre tabIndex={0}>{children ?? <code>{text}</code>}</pre>
    </figure>
  );
}

export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { t } = useTranslation('common');
  const { copied, copy } = useClipboard({ timeout: 1500 });
  const words = copied ? t('copied') : (label ?? t('copy'));
  return (
    <IconAction label={words} onClick={() => copy(text)}>
      {copied ? <Check size={14} color="var(--b-ok)" /> : <Copy size={14} />}
    </IconAction>
  );
}
