/** CallDetail: one call: the line that made it, what went over the wire, and the same again, edited if one likes. */
import { Button, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WireCall } from '#contract';
import { api } from '../../app/client.ts';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';
import { CodeBlock, CopyButton } from '../../components/code-block.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Facts } from '../../components/page.tsx';
import { formatBytes, formatDuration, formatInstant } from '../../lib/format.ts';
import { curlOf, isRepeatable, pretty } from './call.ts';
import classes from './wire.module.css';

export function CallDetail({ call }: { call: WireCall }) {
  const { t } = useTranslation('wire');
  const { locale } = useLocale();
  const server = useQuery(queries.mlflow.server());
  const origin = server.data?.url ?? 'http://127.0.0.1:5000';
  return (
    <section className={classes.detail} aria-label={t('call')}>
      <header className={classes.head}>
        <h2>
          {call.method} {call.url}
        </h2>
        <CopyButton text={curlOf(call, origin, server.data?.token ?? null)} label={t('copyCurl')} />
      </header>
      {call.source ? (
        <CodeBlock language={`${call.source.file}:${call.source.line}`} text={call.source.text} />
      ) : (
        <p className={classes.quiet}>{t('noLineText')}</p>
      )}
      <Facts
        items={[
          [t('status'), call.status],
          [t('took'), formatDuration(call.durationMs, locale)],
          [t('at'), formatInstant(call.at, locale)],
          [t('sent'), formatBytes(call.requestBytes, locale)],
          [t('received'), formatBytes(call.responseBytes, locale)],
          [t('client'), call.client ?? '—'],
        ]}
      />
      <div className={classes.bodies}>
        <div>
          <h3>{t('request')}</h3>
          {isRepeatable(call) ? <Again call={call} /> : <Body text={call.request} />}
        </div>
        <div>
          <h3>{t('response')}</h3>
          <Body text={call.response} />
        </div>
      </div>
    </section>
  );
}

function Body({ text }: { text: string | null }) {
  const { t } = useTranslation('wire');
  return text === null ? <p className={classes.quiet}>{t('bytes')}</p> : <CodeBlock language="json" text={pretty(text)} />;
}

function Again({ call }: { call: WireCall }) {
  const { t } = useTranslation('wire');
  const [url, setUrl] = useState(call.url);
  const [body, setBody] = useState(pretty(call.request));
  const again = useMutation({
    mutationFn: () => api.mlflow.replay({ method: call.method as 'GET', url, body: call.method === 'GET' ? null : body }),
  });
  return (
    <div className={classes.again}>
      {call.method === 'GET' ? (
        <Textarea
          autosize
          aria-label={t('address')}
          classNames={{ input: classes.code }}
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
      ) : (
        <Textarea
          autosize
          maxRows={18}
          aria-label={t('request')}
          classNames={{ input: classes.code }}
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
        />
      )}
      <Button size="xs" variant="default" leftSection={<RotateCw size={13} />} loading={again.isPending} onClick={() => again.mutate()}>
        {t('again')}
      </Button>
      {again.error && <ErrorState error={again.error} />}
      {again.data && (
        <>
          <p className={classes.quiet}>{t('answered', { status: again.data.status })}</p>
          <CodeBlock language="json" text={pretty(again.data.body)} />
        </>
      )}
    </div>
  );
}
