// The queue of the live renderer, over a worker that answers when the test says so.
import { describe, expect, it, vi } from 'vitest';
import { type DrawingWorker, LiveRenderer } from './live-renderer.ts';
import type { WorkerReply, WorkerRequest } from './messages.ts';

function workers() {
  const opened: { requests: WorkerRequest[]; answer: (svg: string) => void; ended: boolean }[] = [];
  const create = (): DrawingWorker => {
    let listener: ((event: MessageEvent<WorkerReply>) => void) | undefined;
    const record = {
      requests: [] as WorkerRequest[],
      ended: false,
      answer: (svg: string) => listener?.({ data: { id: record.requests.at(-1)?.id ?? 0, result: { svg } } } as MessageEvent<WorkerReply>),
    };
    opened.push(record);
    return {
      postMessage: (request) => void record.requests.push(request),
      terminate: () => {
        record.ended = true;
      },
      addEventListener: (type: string, given: unknown) => {
        if (type === 'message') listener = given as typeof listener;
      },
    };
  };
  return { opened, create };
}

const options = { theme: 'light', language: 'pt' } as const;

describe('live renderer', () => {
  it('draws one at a time and only the newest of those that wait', async () => {
    const { opened, create } = workers();
    const renderer = new LiveRenderer(create, '/plantuml/');
    const [first, second, third] = ['a', 'b', 'c'].map((source) => renderer.render(source, options));
    expect(await second).toBeUndefined();
    opened[0]?.answer('<a/>');
    expect(await first).toEqual({ svg: '<a/>' });
    opened[0]?.answer('<c/>');
    expect(await third).toEqual({ svg: '<c/>' });
    expect(opened[0]?.requests.map(({ source }) => source)).toEqual(['a', 'c']);
  });

  it('answers a source it has drawn before at once, per theme and language', async () => {
    const { opened, create } = workers();
    const renderer = new LiveRenderer(create, '/plantuml/');
    const first = renderer.render('a', options);
    opened[0]?.answer('<a/>');
    await first;
    expect(await renderer.render('a', options)).toEqual({ svg: '<a/>' });
    void renderer.render('a', { theme: 'dark', language: 'pt' });
    expect(opened[0]?.requests).toHaveLength(2);
  });

  it('gives up on a picture nobody waits for when it holds up the next one', async () => {
    vi.useFakeTimers();
    const { opened, create } = workers();
    const renderer = new LiveRenderer(create, '/plantuml/', { timeoutMs: 1000, staleMs: 100, cached: 5 });
    const warm = renderer.render('warm', options);
    opened[0]?.answer('<w/>');
    await warm;
    const slow = renderer.render('slow', options);
    const next = renderer.render('next', options);
    vi.advanceTimersByTime(150);
    expect(await slow).toBeUndefined();
    expect(opened[0]?.ended).toBe(true);
    opened[1]?.answer('<n/>');
    expect(await next).toEqual({ svg: '<n/>' });
    vi.useRealTimers();
  });

  it('reports a picture that never comes, and draws again afterwards', async () => {
    vi.useFakeTimers();
    const { opened, create } = workers();
    const renderer = new LiveRenderer(create, '/plantuml/', { timeoutMs: 1000, staleMs: 100, cached: 5 });
    const never = renderer.render('a', options);
    vi.advanceTimersByTime(1001);
    expect(await never).toEqual({ error: { message: 'timeout' } });
    const again = renderer.render('b', options);
    opened[1]?.answer('<b/>');
    expect(await again).toEqual({ svg: '<b/>' });
    vi.useRealTimers();
  });
});
