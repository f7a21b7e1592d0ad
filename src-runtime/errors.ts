/** `LabError`: what goes wrong in a way the learner can mend. `code` names it for programs, the message for people. */
import { messages } from './messages.ts';

export type ErrorCode = keyof typeof messages;

export class LabError extends Error {
  readonly code: ErrorCode;
  readonly data: Record<string, unknown>;

  constructor(code: ErrorCode, data: Record<string, unknown> = {}) {
    super(text(code, data));
    this.name = 'LabError';
    this.code = code;
    this.data = data;
  }
}

/** The engine puts the learner's language in the context; Portuguese is the lab's first language. */
function text(code: ErrorCode, data: Record<string, unknown>): string {
  const template = messages[code][process.env.LAB_LANG === 'en' ? 'en' : 'pt'];
  return template.replace(/\{(\w+)\}/g, (_, key: string) => String(data[key] ?? '?'));
}
