/** Markdown to elements: what each kind of element becomes here. A text is parsed once: its elements are kept for when its page is come back to. */
import type { ReactElement, ReactNode } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeHighlight from 'rehype-highlight';
import remarkGfm from 'remark-gfm';
import { Link } from 'wouter';
import { contentPath } from '../../app/paths.ts';
import { CodeBlock } from '../code-block.tsx';
import { GlossaryNote } from './glossary-note.tsx';
import classes from './markdown.module.css';
import type { MarkdownProps } from './markdown.tsx';
import { MermaidDiagram } from './mermaid-diagram.tsx';
import { codeOf, type Element, safeLink } from './tree.ts';

const none: string[] = [];
const noTerms: NonNullable<MarkdownProps['glossary']> = [];
/** Of as many texts as two modules have sections. */
const keptTexts = 40;

export default function Rendered({ text, glossary = noTerms, sideNotes = none, fences, compact = false }: MarkdownProps) {
  return (
    <div className={classes.text} data-compact={compact || undefined}>
      {rendered({ text, glossary, sideNotes, fences })}
    </div>
  );
}

/** The last ones that were asked for, the newest at the end. */
const kept = new Map<string, { context: Context; elements: ReactElement }>();

function rendered(context: Context): ReactElement {
  const known = kept.get(context.text);
  const elements = known && sameContext(known.context, context) ? known.elements : render(context);
  kept.delete(context.text);
  kept.set(context.text, { context, elements });
  const [oldest] = kept.keys();
  if (kept.size > keptTexts && oldest !== undefined) kept.delete(oldest);
  return elements;
}

function sameContext(a: Context, b: Context): boolean {
  return a.glossary === b.glossary && a.fences === b.fences && a.sideNotes.join() === b.sideNotes.join();
}

function render(context: Context): ReactElement {
  const ownFences = Object.keys(context.fences ?? {});
  return ReactMarkdown({
    remarkPlugins: [remarkGfm],
    rehypePlugins: [[rehypeHighlight, { plainText: ['mermaid', 'text', ...ownFences] }]],
    urlTransform: safeLink,
    components: elements(context),
    // Called, not placed: what it gives is kept.
    children: context.text,
  });
}

type Context = Required<Pick<MarkdownProps, 'text' | 'glossary' | 'sideNotes'>> & Pick<MarkdownProps, 'fences'>;

function elements(context: Context): Components {
  return {
    a: ({ node, href = '', children }) => anchor(context, { href, children, end: node?.position?.end.offset }),
    pre: ({ node, children }) => {
      const { language, source } = codeOf(node as Element);
      const own = context.fences?.[language];
      if (own) return own(source);
      if (language === 'mermaid') return <MermaidDiagram source={source} />;
      return (
        <CodeBlock text={source} language={language}>
          {children}
        </CodeBlock>
      );
    },
    table: ({ children }) => (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      <div className={classes.table} tabIndex={0}>
        <table>{children}</table>
      </div>
    ),
  };
}

function anchor({ text, glossary, sideNotes }: Context, { href, children, end }: { href: string; children: ReactNode; end: number | undefined }) {
  if (href.startsWith('glossario:')) {
    const term = glossary.find(({ id }) => id === href.slice('glossario:'.length));
    if (!term) return children;
    const first = text.indexOf(`](${href})`) + `](${href})`.length;
    return (
      <GlossaryNote term={term} aside={sideNotes.includes(term.id) && end === first}>
        {children}
      </GlossaryNote>
    );
  }
  const inside = contentPath(href);
  if (inside) return <Link href={inside}>{children}</Link>;
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}
