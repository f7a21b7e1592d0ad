/** pipeline.yaml while it is written: judged by the core a moment after the last key; the last picture that was right is kept while the text is not. */
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { PipelinePlan, SpecDraft } from '#contract';
import { queries } from '../../app/queries.ts';

const typingMs = 250;

export interface Draft {
  /** Null while nothing was written since the last run. */
  plan: PipelinePlan | null;
  judged: SpecDraft | null;
  /** The text is wrong: `plan` is of the last one that was right. */
  isStale: boolean;
  edit(text: string): void;
  /** A run was started from it: the run is what is to be seen. */
  rest(): void;
}

export function useDraft(pipeline: string, text: string | undefined): Draft {
  const [edited, setEdited] = useState<string | null>(null);
  const [isShown, setIsShown] = useState(false);
  const [asked] = useDebouncedValue(edited ?? text ?? null, typingMs);
  const judged = useQuery({
    ...queries.authoring.draft({ pipeline, text: asked ?? '' }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
  });
  const last = useRef<PipelinePlan | null>(null);
  if (judged.data?.plan) last.current = judged.data.plan;
  return {
    plan: isShown ? last.current : null,
    judged: judged.data ?? null,
    isStale: isShown && judged.data?.plan === null,
    edit(next) {
      setEdited(next);
      setIsShown(true);
    },
    rest: () => setIsShown(false),
  };
}
