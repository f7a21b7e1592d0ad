/** What an attempt to tell came to. A failure that another attempt would only repeat is final. */
export interface Sent {
  answer: string | null;
}

export class SendError extends Error {
  readonly isFinal: boolean;
  /** As the other side asks for it. */
  readonly retryAfterMs: number | null;
  readonly answer: string | null;
  constructor(message: string, about: { isFinal?: boolean; retryAfterMs?: number | null; answer?: string | null } = {}) {
    super(message);
    this.isFinal = about.isFinal ?? false;
    this.retryAfterMs = about.retryAfterMs ?? null;
    this.answer = about.answer ?? null;
  }
}
