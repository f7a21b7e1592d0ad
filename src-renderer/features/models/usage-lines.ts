/** Lines that ask for a version of a model. Pure. */
import type { ModelVersion } from '#contract';

type Read = Pick<ModelVersion, 'name' | 'version' | 'aliases'>;

const word = (text: string) => (/^[\w@:./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

export function cliUse({ name, version, aliases }: Read): string {
  return [`bancada serve ${word(`${name}:${version}`)}`, ...aliases.map((alias) => `bancada serve ${word(`${name}@${alias}`)}`)].join('\n');
}

export function pythonUse({ name, version, aliases }: Read): string {
  const uris = [...aliases.map((alias) => `models:/${name}@${alias}`), `models:/${name}/${version}`];
  const [first = '', ...others] = uris.map((uri) => JSON.stringify(uri));
  return ['import mlflow', '', `model = mlflow.pyfunc.load_model(${first})`, 'model.predict(data)', ...others.map((uri) => `# ${uri}`)].join('\n');
}
