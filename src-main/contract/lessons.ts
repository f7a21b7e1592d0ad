/** `lessonOf`: where the study text explains a failure: a content link, `arquitetura:03-pipelines#section`. Null where no text is about it. */
import type { ErrorCode } from './errors.ts';

const failing = 'arquitetura:03-pipelines#no-laboratorio';

const lessons: Partial<Record<ErrorCode, string>> = {
  STEP_BUSY: failing,
  STEP_DISK_FULL: failing,
  STEP_DISK_LIMIT: failing,
  STEP_ENGINE_AWAY: 'arquitetura:03-pipelines#falhas-em-producao',
  STEP_ENGINE_LOST: 'arquitetura:03-pipelines#falhas-em-producao',
  STEP_FAILED: failing,
  STEP_INPUT_TYPE: failing,
  STEP_LOG_LIMIT: failing,
  STEP_MODULE_MISSING: failing,
  STEP_NETWORK_CLOSED: failing,
  STEP_OUTPUT_FORMAT: failing,
  STEP_OUTPUT_KIND: failing,
  STEP_OUTPUT_MISSING: failing,
  STEP_OUT_OF_MEMORY: failing,
  STEP_PACKAGE_MISSING: failing,
  STEP_SECRET_MISSING: failing,
  STEP_TIMEOUT: failing,
};

export function lessonOf(code: ErrorCode): string | null {
  return lessons[code] ?? null;
}
