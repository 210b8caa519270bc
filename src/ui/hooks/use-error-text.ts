import type { Translate } from '../../i18n/translate.ts';
import type { UserError } from '../../state/AppState.ts';
import { useT } from './use-t.ts';

/** Turns an error into words, with where it happened and what to do about it, in the language shown. */
export function useErrorText(): (error: UserError) => string {
  const t = useT();
  return (error) => errorText(t, error);
}

function errorText(t: Translate, { rule, values: given }: UserError): string {
  const values = withBackendName(t, given);
  const key = `errors.${rule}`;
  const found = t(key, values);
  const sentence = found === key ? t('errors.unexpected', { message: rule }) : found;
  if (values['picture'] !== undefined) {
    const misfit = t('errors.misfit', { ...values, sentence });
    return values['fits'] === undefined ? misfit : `${misfit} ${t('errors.fits', values)}`;
  }
  return values['at'] ? t('errors.atNode', { ...values, sentence }) : sentence;
}

/** A backend by the name that people know it by, not by tfjs's id. */
function withBackendName(t: Translate, values: UserError['values']): UserError['values'] {
  if (values['backend'] === undefined) return values;
  const key = `run.backend.${values['backend']}`;
  const name = t(key);
  return name === key ? values : { ...values, backend: name };
}
