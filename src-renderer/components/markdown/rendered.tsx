/** Markdown to elements: what each kind of element becomes here. */
import { type ReactNode, useMemo } from 'react';
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

export default function Rendered({ text, glossary = noTerms, sideNotes = none, fences, compact = false }: MarkdownProps) {
  const components = useMemo(() => elements({ text, glossary, sideNotes, fences }), [text, glossary, sideNotes, fences]);
  const ownFences = Object.keys(fences ?? {});
  return (
    <div className={classes.text} data-compact={compact || undefined}>
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[[rehypeHighlight, { plainText: ['mermaid', 'text', ...ownFences] }]]}
        urlTransform={safeLink}
        components={components}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
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
