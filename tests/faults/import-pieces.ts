/** `piece`: a megabyte without a pattern, always the same for the same number. */
import { createCipheriv } from 'node:crypto';

export function piece(number: number): Buffer {
  const key = Buffer.alloc(16, number + 1);
  return createCipheriv('aes-128-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(1 << 20));
}
