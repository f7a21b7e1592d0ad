/** One operation: what it takes, field by field, what it answers, and a request to send and to copy. */
import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Endpoint } from '#contract';
import { api } from '../../../app/client.ts';
import { CodeBlock } from '../../../components/code-block.tsx';
import { AnswerView } from '../answer-view.tsx';
import { commandOf } from '../snippets.ts';
import classes from './api.module.css';
import type { ApiField, ApiOperation } from './openapi.ts';

export function OperationView({ endpoint, operation }: { endpoint: Endpoint; operation: ApiOperation }) {
  const { t } = useTranslation('services');
  const { method, path, summary, body, answers } = operation;
  const [text, setText] = useState(body?.example ?? '');
  const { sent, wrong } = bodyIn(text, body !== null);
  const call = useMutation({ mutationFn: () => api.serving.call({ name: endpoint.name, method, path, ...(body && { body: sent }) }) });
  return (
    <article className={classes.operation}>
      <header>
        <h2>
          <Method of={operation} /> <code>{path}</code>
        </h2>
        <p>{summary}</p>
      </header>
      <div className={classes.columns}>
        <section>
          {body && (
            <>
              <h3>{t('api.body')}</h3>
              <Fields fields={body.fields} />
            </>
          )}
          <h3>{t('api.answers')}</h3>
          {answers.map((answer) => (
            <details key={answer.status} className={classes.answer} open={answer.status === '200' && answer.fields.length > 0}>
              <summary>
                <b data-ok={answer.status.startsWith('2') || undefined}>{answer.status}</b> {answer.description}
              </summary>
              <Fields fields={answer.fields} />
            </details>
          ))}
        </section>
        <section>
          <h3>{t('api.try')}</h3>
          {body && (
            <Textarea
              aria-label={t('api.body')}
              classNames={{ input: classes.body ?? '' }}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              error={wrong && t('api.notJson', { why: wrong })}
              autosize
              minRows={4}
              maxRows={16}
              spellCheck={false}
            />
          )}
          <Button leftSection={<Send size={14} />} loading={call.isPending} disabled={wrong !== null} onClick={() => call.mutate()}>
            {t('try.send')}
          </Button>
          {(call.data || call.error) && <AnswerView call={call.data ?? null} error={call.error} />}
          {endpoint.url && <CodeBlock language="bash" text={commandOf(`${endpoint.url}${path}`, body && wrong === null ? sent : undefined)} />}
        </section>
      </div>
    </article>
  );
}

function Fields({ fields }: { fields: readonly ApiField[] }) {
  const { t } = useTranslation('services');
  if (fields.length === 0) return null;
  return (
    <table className={classes.fields}>
      <thead>
        <tr>
          <th>{t('api.field')}</th>
          <th>{t('api.type')}</th>
          <th>{t('api.required')}</th>
          <th>{t('api.accepted')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ name, type, required, accepted }) => (
          <tr key={name}>
            <td>
              <code>{name}</code>
            </td>
            <td>{type}</td>
            <td>{required ? t('api.yes') : t('api.no')}</td>
            <td>{accepted}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function bodyIn(text: string, isWanted: boolean): { sent: unknown; wrong: string | null } {
  if (!isWanted) return { sent: undefined, wrong: null };
  try {
    return { sent: JSON.parse(text) as unknown, wrong: null };
  } catch (error) {
    return { sent: undefined, wrong: error instanceof Error ? error.message : String(error) };
  }
}

export function Method({ of: { method } }: { of: Pick<ApiOperation, 'method'> }) {
  return (
    <b className={classes.method} data-method={method}>
      {method}
    </b>
  );
}
