/** The request to copy: its body, or how to send it from a terminal, Python or JavaScript. */
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeBlock } from '../../components/code-block.tsx';
import classes from './services.module.css';
import { languages, type SnippetLanguage, snippetOf } from './snippets.ts';

const names: Record<SnippetLanguage, string> = { json: 'JSON', curl: 'curl', python: 'Python', javascript: 'JavaScript' };
const highlighted: Record<SnippetLanguage, string> = { json: 'json', curl: 'bash', python: 'python', javascript: 'javascript' };

export function Snippets({ url, body, first = 'json' }: { url: string | null; body: unknown; first?: SnippetLanguage }) {
  const { t } = useTranslation('services');
  const [language, setLanguage] = useState<SnippetLanguage>(first);
  // Of a service that is stopped there is no address to send to.
  const shown = url === null ? 'json' : language;
  return (
    <div className={classes.snippets}>
      {url !== null && (
        <SegmentedControl
          size="xs"
          value={language}
          onChange={(chosen) => setLanguage(chosen as SnippetLanguage)}
          aria-label={t('try.asCode')}
          data={languages.map((each) => ({ value: each, label: names[each] }))}
        />
      )}
      <CodeBlock language={highlighted[shown]} text={snippetOf(shown, url ?? '', body)} />
    </div>
  );
}
