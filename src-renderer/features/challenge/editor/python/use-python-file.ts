/** Joins the editor to what `bancada` offers a Python step, once a file of Python is open. */
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queries } from '../../../../app/queries.ts';
import { load } from '../../../../lib/load.ts';

export function usePythonFile(path: string): void {
  const isOpen = path.endsWith('.py');
  const sdk = useQuery({ ...queries.authoring.pythonSdk(), enabled: isOpen });
  useEffect(() => {
    if (isOpen && sdk.data) void load(() => import('./language.ts')).then(({ speakPython }) => speakPython(sdk.data));
  }, [isOpen, sdk.data]);
}
