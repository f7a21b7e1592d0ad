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

export default function Rendered({ text, glossary = [], sideNotes = false, fences, compact = false }: MarkdownProps) {
  const components = useMemo(() => elements(glossary, sideNotes, fences ?? {}), [glossary, sideNotes, fences]);
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

function elements(glossary: MarkdownProps['glossary'] & object, sideNotes: boolean, fences: NonNullable<MarkdownProps['fences']>): Components {
  return {
    a: ({ href = '', children }) => anchor(href, children, glossary, sideNotes),
    pre: ({ node, children }) => {
      const { language, source } = codeOf(node as Element);
      const own = fences[language];
      if (own) return own(source);
      if (language === 'mermaid') return <MermaidDiagram source={source} />;
      return (
        <CodeBlock text={source} language={language}>
          {children}
        </CodeBlock>
      );
    },
    table: ({ children }) => (
      <div className={classes.table}>
        <table>{children}</table>
      </div>
    ),
  };
}

function anchor(href: string, children: ReactNode, glossary: MarkdownProps['glossary'] & object, sideNotes: boolean) {
  if (href.startsWith('glossario:')) {
    const term = glossary.find(({ id }) => id === href.slice('glossario:'.length));
    return term ? (
      <GlossaryNote term={term} aside={sideNotes}>
        {children}
      </GlossaryNote>
    ) : (
      children
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
