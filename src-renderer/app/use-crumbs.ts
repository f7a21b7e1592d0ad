/** A page says where it is: `useCrumbs([{ label: t('title'), href: paths.lab() }, { label: run.pipeline }])`. */
import { useEffect } from 'react';
import { type Crumb, useUi } from './ui-store.ts';

export function useCrumbs(crumbs: Crumb[]): void {
  const setCrumbs = useUi((ui) => ui.setCrumbs);
  const written = JSON.stringify(crumbs);
  useEffect(() => {
    const parsed = JSON.parse(written) as Crumb[];
    setCrumbs(parsed);
    document.title = [...parsed.map((crumb) => crumb.label).reverse(), 'Bancada'].join(' · ');
  }, [written, setCrumbs]);
}
