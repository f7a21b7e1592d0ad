/** Puts the accepted expectations into a file of a challenge, where a pipeline finds it, and shows the step that asks for it. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Save } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Expectation, FoundSuite } from '#contract';
import { api } from '../../../app/client.ts';
import { useLocale } from '../../../app/i18n.ts';
import { paths } from '../../../app/paths.ts';
import { queries } from '../../../app/queries.ts';
import { useAction } from '../../../app/use-action.ts';
import { CodeBlock } from '../../../components/code-block.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { say } from '../../../lib/format.ts';
import classes from './rules.module.css';

interface Props {
  name: string;
  expectations: readonly Expectation[];
  /** The file they came from. */
  suite: FoundSuite | null;
  suites: readonly FoundSuite[];
}

const inFolder = /^(?!\/)(?!.*\.\.)[^\\:]+\.ya?ml$/;

export function SaveSuite({ name, expectations, suite, suites }: Props) {
  const { t } = useTranslation('suites');
  const { language } = useLocale();
  const client = useQueryClient();
  const { data: modules = [] } = useQuery(queries.catalog.modules());
  const challenges = modules.filter(({ checks }) => checks > 0);
  const [chosen, setChosen] = useState<string | null>(suite?.challengeId ?? null);
  const challengeId = chosen ?? suites[0]?.challengeId ?? challenges.at(-1)?.id ?? '';
  const [path, setPath] = useState(suite?.path ?? `expectativas/${name}.yaml`);
  const [saved, setSaved] = useState<string | null>(null);
  const there = suites.find((each) => each.challengeId === challengeId && each.path === path);
  const save = useAction(
    async () => {
      const { text } = await api.expectations.write({ suite: suite?.name ?? name, expectations: [...expectations] });
      await api.workspaces.write({ challengeId, path, content: text });
    },
    {
      told: false,
      onSuccess: () => {
        setSaved(path);
        void client.invalidateQueries({ queryKey: ['workspaces'] });
      },
    },
  );
  const isPath = inFolder.test(path);
  return (
    <section className={classes.save} aria-label={t('save.title')} data-testid="save-suite">
      <h2>{t('save.title')}</h2>
      <div className={classes.form}>
        <NativeSelect
          size="xs"
          className={classes.challenge}
          label={t('save.challenge')}
          value={challengeId}
          data={challenges.map(({ id, title }) => ({ value: id, label: say(title, language) }))}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          className={classes.values}
          label={t('save.path')}
          value={path}
          error={isPath ? null : t('save.badPath')}
          onChange={(event) => setPath(event.currentTarget.value.trim())}
        />
        <Button
          size="xs"
          leftSection={<Save size={14} />}
          disabled={!isPath || expectations.length === 0 || challengeId === ''}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {expectations.length === 0 ? t('save.nothing') : t(there ? 'save.replace' : 'save.go', { count: expectations.length })}
        </Button>
      </div>
      {there && saved !== path && <p className={classes.quiet}>{t(there.hasComments ? 'save.thereComments' : 'save.there')}</p>}
      {save.error != null && <ErrorState error={save.error} />}
      {saved === path && (
        <div role="status">
          <p>
            {t('save.done', { path })} <Link href={paths.architecture(challengeId, 'desafio')}>{t('save.open')}</Link>
          </p>
          <CodeBlock
            language="yaml"
            text={`  - id: conferir\n    uses: expect\n    inputs: { linhas: dataset:${name} }\n    with: { suite: ${path}, policy: quarantine }`}
          />
        </div>
      )}
    </section>
  );
}
