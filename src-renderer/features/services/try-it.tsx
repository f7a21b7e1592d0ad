/** A form made from the signature: what is sent, what came back, and a refusal shown at its field. */
import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Endpoint, SignatureField } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { AnswerView } from './answer-view.tsx';
import { Examples } from './examples.tsx';
import { ExplainPanel } from './explain/explain-panel.tsx';
import classes from './services.module.css';
import { Snippets } from './snippets.tsx';
import { bodyOf, initialValues, readAnswer, type Typed } from './try-model.ts';

export function TryIt({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation('services');
  const [typed, setTyped] = useState<Typed>(() => initialValues(endpoint));
  const body = bodyOf(endpoint.signature, typed);
  const call = useMutation({ mutationFn: () => api.serving.call({ name: endpoint.name, method: 'POST', path: '/predict', body }) });
  const wrong = call.data ? readAnswer(call.data.body).wrong : null;
  const send = (event: FormEvent) => {
    event.preventDefault();
    call.mutate();
  };
  if (endpoint.signature.length === 0) return <p className={classes.quiet}>{t('try.noSignature')}</p>;
  const labels = call.data ? readAnswer(call.data.body).probabilities.map(([label]) => label) : [];
  return (
    <>
      <div className={classes.try}>
        <form onSubmit={send} className={classes.form}>
          <div className={classes.examples}>
            <Examples endpoint={endpoint} onChoose={(inputExample) => setTyped(initialValues({ signature: endpoint.signature, inputExample }))} />
          </div>
          {endpoint.signature.map((field) => (
            <FieldInput
              key={field.name}
              field={field}
              value={typed[field.name] ?? ''}
              error={wrong?.field === field.name ? wrong.message : null}
              onChange={(value) => setTyped((all) => ({ ...all, [field.name]: value }))}
            />
          ))}
          <Button type="submit" leftSection={<Send size={14} />} loading={call.isPending} disabled={endpoint.status !== 'ready'}>
            {t('try.send')}
          </Button>
        </form>
        <div className={classes.result}>
          <AnswerView call={call.data ?? null} error={call.error} />
          <Snippets url={endpoint.url} body={body} />
        </div>
      </div>
      <ExplainPanel endpoint={endpoint} row={body} labels={labels} />
    </>
  );
}

interface FieldProps {
  field: SignatureField;
  value: string;
  error: string | null;
  onChange(value: string): void;
}

function FieldInput({ field, value, error, onChange }: FieldProps) {
  const { t } = useTranslation('services');
  const { locale } = useLocale();
  const common = { label: field.name, error, ...(field.optional ? { description: t('try.optional') } : { description: rangeOf(field) }) };
  const choices = field.type === 'boolean' ? ['true', 'false'] : field.choices;
  if (choices && choices.length <= 40)
    return (
      <Select
        {...common}
        data={choices}
        value={value || null}
        onChange={(chosen) => onChange(chosen ?? '')}
        clearable={field.optional ?? false}
        searchable
      />
    );
  if (field.type === 'string') return <TextInput {...common} value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
  return (
    <NumberInput
      {...common}
      value={value}
      onChange={(number) => onChange(String(number))}
      decimalSeparator={locale === 'pt-BR' ? ',' : '.'}
      step={field.type === 'long' ? 1 : 0.1}
      clampBehavior="none"
    />
  );
}

function rangeOf({ min, max }: SignatureField): string | undefined {
  if (min === undefined && max === undefined) return undefined;
  return `${min ?? '−∞'} … ${max ?? '∞'}`;
}
