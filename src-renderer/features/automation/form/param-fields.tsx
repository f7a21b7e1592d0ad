/** The parameters of the pipeline: empty means its default; of a webhook, which ones the caller may give. */
import { Checkbox, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../../app/queries.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { LinesSkeleton } from '../../../components/loading.tsx';
import classes from './form.module.css';
import type { FieldsProps } from './source-fields.tsx';

export function ParamFields({ draft, change }: FieldsProps) {
  const { t } = useTranslation('automation');
  const plan = useQuery({ ...queries.pipelines.plan({ pipeline: draft.pipeline }), retry: false });
  if (plan.error) return <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />;
  if (!plan.data) return <LinesSkeleton />;
  const { params } = plan.data;
  if (params.length === 0) return <p className={classes.quiet}>{t('form.noParams')}</p>;
  return (
    <>
      <div className={classes.params}>
        {params.map(({ name, default: value, choices }) => (
          <TextInput
            key={name}
            label={name}
            placeholder={String(value)}
            {...(choices && { description: choices.map(String).join(', ') })}
            value={draft.params[name] ?? ''}
            onChange={(event) => change({ params: { ...draft.params, [name]: event.currentTarget.value } })}
          />
        ))}
      </div>
      {draft.kind === 'webhook' && (
        <fieldset className={classes.allow}>
          <legend>{t('form.allow')}</legend>
          {params.map(({ name }) => (
            <Checkbox
              key={name}
              label={name}
              checked={draft.allow.includes(name)}
              onChange={(event) =>
                change({ allow: event.currentTarget.checked ? [...draft.allow, name] : draft.allow.filter((each) => each !== name) })
              }
            />
          ))}
        </fieldset>
      )}
    </>
  );
}
