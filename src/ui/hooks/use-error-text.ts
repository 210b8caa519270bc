import type { UserError } from '../../state/AppState.ts';
import { useT } from './use-t.ts';

/** Turns an error into the sentence for it, with what to do about it, in the language shown. */
export function useErrorText(): (error: UserError) => string {
  const t = useT();
  return ({ rule, values }) => {
    const key = `errors.${rule}`;
    const sentence = t(key, values);
    if (sentence === key) return t('errors.unexpected', { message: rule });
    return values['fits'] === undefined ? sentence : `${sentence} ${t('errors.fits', values)}`;
  };
}
