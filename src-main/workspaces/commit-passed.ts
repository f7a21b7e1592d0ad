/** `commitPassed`: what passed every check, as a commit of the workspace's own repository. A Git that fails says so in the log: the checks stay green. */
import type { Core } from '../common/core.ts';
import type { Language } from '../contract/base.ts';
import { commitIfAny } from './repository.ts';

const message = {
  pt: (checks: number) => `Todas as ${checks} verificações passam`,
  en: (checks: number) => `All ${checks} checks pass`,
};

export async function commitPassed({ log }: Pick<Core, 'log'>, folder: string, checks: number, language: Language): Promise<void> {
  try {
    await commitIfAny(folder, message[language](checks));
  } catch (error) {
    log.warn('what passed could not be committed', { folder, error });
  }
}
