/** The aliases of a version: put one on it, take one off. What others rely on is asked about first, in place. */
import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelVersion, RegisteredModel } from '#contract';
import { api } from '../../app/client.ts';
import { useAction } from '../../app/use-action.ts';
import { aliasProblem } from './alias-rules.ts';
import { AliasTag } from './alias-tag.tsx';
import classes from './models.module.css';

type Asked = { kind: 'move' | 'remove'; alias: string };

export function Aliases({ version, model }: { version: ModelVersion; model: RegisteredModel }) {
  const { t } = useTranslation('models');
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState<Asked | null>(null);
  const { name } = version;
  const done = () => {
    setAsked(null);
    setTyped('');
  };
  const set = useAction((alias: string) => api.registry.setAlias({ name, alias, version: version.version }), { onSuccess: done });
  const remove = useAction((alias: string) => api.registry.deleteAlias({ name, alias }), { onSuccess: done });
  const alias = typed.trim().replace(/^@/, '');
  const problem = alias === '' ? null : aliasProblem(alias);
  const holder = model.aliases[alias];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (alias === '' || problem || holder === version.version) return;
    if (holder === undefined) set.mutate(alias);
    else setAsked({ kind: 'move', alias });
  };
  return (
    <>
      <div className={classes.tags}>
        {version.aliases.length === 0 && <span className={classes.quiet}>{t('alias.none')}</span>}
        {version.aliases.map((each) => (
          <span key={each} className={classes.removable}>
            <AliasTag alias={each} />
            <Tooltip label={t('alias.remove')}>
              <ActionIcon size="xs" aria-label={t('alias.removeOf', { alias: each })} onClick={() => setAsked({ kind: 'remove', alias: each })}>
                <X size={12} />
              </ActionIcon>
            </Tooltip>
          </span>
        ))}
        <form onSubmit={submit} className={classes.aliasForm}>
          <TextInput
            w={180}
            aria-label={t('alias.name')}
            placeholder={t('alias.placeholder')}
            value={typed}
            error={problem && t(`alias.problem.${problem}`)}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={alias === '' || problem !== null || holder === version.version} loading={set.isPending}>
            {t('alias.give')}
          </Button>
        </form>
      </div>
      {asked && (
        <div className={classes.confirm} role="alertdialog" aria-label={t(`alias.${asked.kind}`)}>
          <p>
            {asked.kind === 'remove'
              ? t('alias.askRemove', { alias: asked.alias })
              : t('alias.askMove', { alias: asked.alias, from: model.aliases[asked.alias] ?? '', to: version.version })}
          </p>
          <Button
            autoFocus
            color={asked.kind === 'remove' ? 'red' : 'accent'}
            loading={set.isPending || remove.isPending}
            onClick={() => (asked.kind === 'remove' ? remove : set).mutate(asked.alias)}
          >
            {t(`alias.${asked.kind}`)}
          </Button>
          <Button variant="default" onClick={() => setAsked(null)}>
            {t('common:cancel')}
          </Button>
        </div>
      )}
    </>
  );
}
