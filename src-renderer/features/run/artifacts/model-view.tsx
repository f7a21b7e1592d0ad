/** A model that a run logged: what can load it, what it takes and gives, how to bring it back. */
import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../../app/i18n.ts';
import { queries } from '../../../app/queries.ts';
import { CodeBlock } from '../../../components/code-block.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { BoxSkeleton } from '../../../components/loading.tsx';
import { Facts } from '../../../components/page.tsx';
import { formatBytes } from '../../../lib/format.ts';
import classes from './artifacts.module.css';
import { loadingCode, type MlModel, type ModelField, readMlModel } from './mlmodel.ts';
import { type Place, uriOf } from './place.ts';
import { RegisterModel } from './register-model.tsx';

export default function ModelView({ place }: { place: Place }) {
  const { t } = useTranslation('run');
  const { path, isDir, ...root } = place;
  const file = useQuery(queries.tracking.artifact({ ...root, path: path === '' ? 'MLmodel' : `${path}/MLmodel` }));
  if (file.error) return <ErrorState error={file.error} onRetry={() => void file.refetch()} />;
  if (!file.data) return <BoxSkeleton height={320} />;
  const model = readMlModel(file.data.content);
  if (!model) return <p className={classes.quiet}>{t('model.unreadable')}</p>;
  return <Model model={model} place={place} />;
}

function Model({ model, place }: { model: MlModel; place: Place }) {
  const { t } = useTranslation('run');
  const { locale } = useLocale();
  const code = loadingCode(model, uriOf(place));
  const facts: [string, string][] = [
    [t('model.flavors'), model.flavors.map(({ name, version }) => (version ? `${name} ${version}` : name)).join(' · ')],
    ...(model.mlflowVersion ? [['MLflow', model.mlflowVersion] as [string, string]] : []),
    ...(model.bytes === null ? [] : [[t('model.size'), formatBytes(model.bytes, locale)] as [string, string]]),
    ...(model.modelId ? [[t('model.id'), model.modelId] as [string, string]] : []),
  ];
  return (
    <>
      <Facts items={facts} />
      <h3 className={classes.part}>{t('model.register')}</h3>
      <RegisterModel place={place} />
      <h3 className={classes.part}>{t('model.signature')}</h3>
      {model.signature === null && <p className={classes.quiet}>{t('model.noSignature')}</p>}
      {model.signature && (
        <>
          <Fields title={t('model.inputs')} fields={model.signature.inputs} />
          <Fields title={t('model.outputs')} fields={model.signature.outputs} />
          <Fields title={t('model.params')} fields={model.signature.params} />
        </>
      )}
      {code.length > 0 && (
        <>
          <h3 className={classes.part}>{t('model.load')}</h3>
          <Tabs defaultValue={code[0]?.name ?? ''} keepMounted={false}>
            <Tabs.List>
              {code.map(({ name }) => (
                <Tabs.Tab key={name} value={name}>
                  {name}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            {code.map(({ name, code: lines }) => (
              <Tabs.Panel key={name} value={name} pt="sm">
                <CodeBlock language="python" text={lines} />
              </Tabs.Panel>
            ))}
          </Tabs>
          <p className={classes.quiet}>{t('reproduce.server')}</p>
        </>
      )}
    </>
  );
}

function Fields({ title, fields }: { title: string; fields: readonly ModelField[] }) {
  const { t } = useTranslation('run');
  if (fields.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={classes.fields} tabIndex={0} aria-label={title}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t('model.field')}</th>
            <th scope="col">{t('model.type')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ name, type, required }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <code className="mono">{type}</code> {!required && <span className={classes.quiet}>{t('model.optional')}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
