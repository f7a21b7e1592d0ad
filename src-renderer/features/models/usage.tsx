/** How a version is asked for: from the terminal, and from Python by its version and by its aliases. */
import { useTranslation } from 'react-i18next';
import type { ModelVersion } from '#contract';
import { CodeBlock } from '../../components/code-block.tsx';
import { Section } from '../../components/page.tsx';
import classes from './models.module.css';
import { cliUse, pythonUse } from './usage-lines.ts';

export function Usage({ version }: { version: ModelVersion }) {
  const { t } = useTranslation('models');
  const isPython = version.flavors.includes('python_function');
  return (
    <>
      {version.servable && (
        <Section title={t('usage.terminal')} id="terminal">
          <CodeBlock language="bash" text={cliUse(version)} />
        </Section>
      )}
      <Section title={t('usage.python')} id="python">
        {isPython ? (
          <>
            <CodeBlock language="python" text={pythonUse(version)} />
            <p className={classes.quiet}>{t('usage.server')}</p>
          </>
        ) : (
          <p className={classes.quiet}>{t('usage.notPython')}</p>
        )}
      </Section>
    </>
  );
}
