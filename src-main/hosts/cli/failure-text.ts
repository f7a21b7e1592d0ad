/** `failureText`: a failed run in a terminal: what happened, the learner's own line, what to do, and where the text explains it. */
import { explain, type Failure, isErrorCode, type Locale, lessonOf } from '../../contract/index.ts';
import { texts } from './texts.ts';

export function failureText(failure: Failure, locale: Locale): string {
  if (!isErrorCode(failure.code)) return failure.message;
  const { file, line, source } = failure.data;
  const { what, fix } = explain(failure.code, failure.data, locale);
  const lesson = lessonOf(failure.code);
  const place = typeof file === 'string' && typeof line === 'number' && typeof source === 'string' ? `  ${file}:${line}  ${source}` : null;
  return [what, place, fix, lesson && texts(locale).lesson(lesson)].filter((part) => part).join('\n');
}
