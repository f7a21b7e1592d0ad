/** The aliases of a version: promote it to champion or challenger through the gate, give it another name, take one off. */
import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { ArrowUp, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelVersion, RegisteredModel } from '#contract';
import { api } from '../../app/client.ts';
import { useAction } from '../../app/use-action.ts';
import { aliasProblem } from './alias-rules.ts';
import { AliasTag } from './alias-tag.tsx';
import classes from './models.module.css';
import { Promote } from './promote.tsx';

/** Names that others are served by. */
const relied = ['champion', 'challenger'];

type Asked = { kind: 'promote' | 'remove'; alias: string };

export function Aliases({ version, model }: { version: ModelVersion; model: RegisteredModel }) {
  const { t } = useTranslation(['models', 'common']);
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState<Asked | null>(null);
  const { name } = version;
  const remove = useAction((alias: string) => api.registry.deleteAlias({ name, alias }), { onSuccess: () => setAsked(null) });
  const alias = typed.trim().replace(/^@/, '');
  const problem = alias === '' ? null : aliasProblem(alias);
  const isHere = version.aliases.includes(alias);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (alias === '' || problem || isHere) return;
    setTyped('');
    setAsked({ kind: 'promote', alias });
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
        {relied
          .filter((each) => !version.aliases.includes(each))
          .map((each) => (
            <Tooltip key={each} label={model.aliases[each] === undefined ? t('alias.free') : t('alias.heldBy', { version: model.aliases[each] })}>
              <Button variant="default" leftSection={<ArrowUp size={13} />} onClick={() => setAsked({ kind: 'promote', alias: each })}>
                {t('alias.promote', { alias: each })}
              </Button>
            </Tooltip>
          ))}
        <form onSubmit={submit} className={classes.aliasForm}>
          <TextInput
            w={160}
            aria-label={t('alias.name')}
            placeholder={t('alias.placeholder')}
            value={typed}
            error={problem && t(`alias.problem.${problem}`)}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={alias === '' || problem !== null || isHere}>
            {t('alias.give')}
          </Button>
        </form>
      </div>
      {/* What was asked may have happened meanwhile, by going back in the history. */}
      {asked?.kind === 'promote' && !version.aliases.includes(asked.alias) && (
        <Promote key={asked.alias} version={version} alias={asked.alias} holder={model.aliases[asked.alias]} onDone={() => setAsked(null)} />
      )}
      {asked?.kind === 'remove' && version.aliases.includes(asked.alias) && (
        <div className={classes.confirm} role="alertdialog" aria-label={t('alias.remove')}>
          <p>{t('alias.askRemove', { alias: asked.alias })}</p>
          <Button autoFocus color="red" loading={remove.isPending} onClick={() => remove.mutate(asked.alias)}>
            {t('alias.remove')}
          </Button>
          <Button variant="default" onClick={() => setAsked(null)}>
            {t('common:cancel')}
          </Button>
        </div>
      )}
    </>
  );
}
