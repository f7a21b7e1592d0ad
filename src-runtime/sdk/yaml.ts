/** `parseYaml`: the library is loaded only by programs that read YAML. */
import { LabError } from '../errors.ts';

export async function parseYaml(text: string, file = 'yaml'): Promise<unknown> {
  const { parse } = await import('yaml');
  try {
    return parse(text);
  } catch (error) {
    const line = (error as { linePos?: { line: number }[] }).linePos?.[0]?.line ?? 1;
    throw new LabError('YAML_BAD', { file, line, reason: (error as Error).message.split('\n')[0] });
  }
}
