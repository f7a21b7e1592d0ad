/** Content texts: headings, tables, code to copy, links inside the app, glossary terms, Mermaid. Loaded when first needed. */
import { type ReactNode, Suspense } from 'react';
import type { GlossaryTerm } from '#contract';
import { lazily } from '../../lib/lazily.ts';
import { LinesSkeleton } from '../loading.tsx';

const Rendered = lazily(() => import('./rendered.tsx'));

export interface MarkdownProps {
  text: string;
  /** Terms that `glossario:` links may name. */
  glossary?: readonly GlossaryTerm[];
  /** Terms whose first use in this text gets a note beside it, where there is room. */
  sideNotes?: readonly string[];
  /** Fences with a meaning of their own, by language. */
  fences?: Record<string, (source: string) => ReactNode>;
  compact?: boolean;
}

export function Markdown(props: MarkdownProps) {
  return (
    <Suspense fallback={<LinesSkeleton n={6} />}>
      <Rendered {...props} />
    </Suspense>
  );
}
