/** A call that changes something, from a button: pending while it lasts, its failure told in words with what to do. */
import { notifications } from '@mantine/notifications';
import { type UseMutationOptions, useMutation } from '@tanstack/react-query';
import { explainError } from './errors.ts';
import { useLocale } from './i18n.ts';

export function useAction<Input = void, Output = unknown>(
  act: (input: Input) => Promise<Output>,
  {
    told = true,
    ...options
  }: Omit<UseMutationOptions<Output, unknown, Input>, 'mutationFn'> & {
    /** False where the page shows the failure in its place. */ told?: boolean;
  } = {},
) {
  const { locale } = useLocale();
  return useMutation<Output, unknown, Input>({
    ...options,
    mutationFn: act,
    onError: (error, ...rest) => {
      const { what, fix } = explainError(error, locale);
      if (told) notifications.show({ title: what, message: fix, color: 'red', autoClose: 10_000 });
      return options.onError?.(error, ...rest);
    },
  });
}
