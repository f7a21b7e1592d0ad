import type { Session } from './session.ts';

/** `05` as well as `05-mlops`: what is typed is short. */
export async function moduleNamed({ client }: Pick<Session, 'client'>, given: string): Promise<string> {
  const modules = await client.catalog.modules();
  return modules.find(({ id }) => id.startsWith(`${given}-`))?.id ?? given;
}
