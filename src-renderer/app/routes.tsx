/** From the address to a page; a page that fails to load or to draw says so in its place, the frame stays. */
import { Suspense } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { PageSkeleton } from '../components/loading.tsx';
import { NotFound } from '../components/not-found.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { pages } from './pages.tsx';

export function Routes() {
  const [location] = useLocation();
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
