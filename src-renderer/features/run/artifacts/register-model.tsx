/** Puts a logged model into the registry, under a name that is there or a new one. */
import { Autocomplete, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { api } from '../../../app/client.ts';
import { paths } from '../../../app/paths.ts';
import { queries } from '../../../app/queries.ts';
import { useAction } from '../../../app/use-action.ts';
import classes from './artifacts.module.css';
import type { Place } from './place.ts';

export function RegisterModel({ place }: { place: Place }) {
  const { t } = useTranslation('run');
  const [, go] = useLocation();
  const [name, setName] = useState('');
  const models = useQuery(queries.registry.models());
  const { isDir, ...at } = place;
  const register = useAction(() => api.registry.registerRun({ ...at, name: name.trim() }), {
    onSuccess: (made) => go(paths.model(made.name, made.version)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') register.mutate();
  };
  return (
    <form onSubmit={submit} className={classes.register}>
      <Autocomplete
        size="xs"
        aria-label={t('model.name')}
        placeholder={t('model.namePlaceholder')}
        data={models.data?.map((model) => model.name) ?? []}
        limit={20}
        maxLength={256}
        value={name}
        onChange={setName}
      />
      <Button type="submit" loading={register.isPending} disabled={name.trim() === ''} data-testid="register">
        {t('model.registering')}
      </Button>
    </form>
  );
}
