/** `rememberedLimits`: the queue's limits, read again when settings change: every step asks for them. */
import type { Changes } from '../../common/changes.ts';
import type { QueueLimits } from '../../contract/queue.ts';

export function rememberedLimits(changes: Pick<Changes, 'listen'>, read: () => QueueLimits): () => QueueLimits {
  let known: QueueLimits | null = null;
  changes.listen(({ topic }) => {
    if (topic === 'settings') known = null;
  });
  return () => {
    known ??= read();
    return known;
  };
}
