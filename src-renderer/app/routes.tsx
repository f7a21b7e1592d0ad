/** From the address to a page; a page that fails to load or to draw says so in its place, the frame stays. */
import { Suspense, useLayoutEffect, useRef } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { PageSkeleton } from '../components/loading.tsx';
import { NotFound } from '../components/not-found.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { pages } from './pages.tsx';

export function Routes() {
  const [location] = useLocation();
  // Another page starts at its top. A section of a text is not another page: the text itself goes there.
  const page = location.split('/').slice(0, 4).join('/');
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page is the reason, not an input.
  useLayoutEffect(() => {
    // The first page is at its top, and to ask for that would have the whole window laid out before it is complete.
    if (first.current) {
      first.current = false;
      return;
    }
    // Not returned: in newer Chromium it is a promise, which React would take for a clean-up.
    document.getElementById('conteudo')?.scrollTo(0, 0);
  }, [page]);
  return (
    <ErrorBoundary place={location}>
      <Suspense fallback={<PageSkeleton />}>
        <Switch>
          {pages.flatMap((page) => page.routes.map(([pattern, component]) => <Route key={pattern} path={pattern} component={component} />))}
          <Route component={NotFound} />
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
}
