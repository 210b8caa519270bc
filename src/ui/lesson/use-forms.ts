import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { type FormsState, forms } from '../../state/lesson-forms.ts';

/** A part of what the forms of a block gave; the component renders again when that part (compared shallowly) changes. */
export function useForms<Part>(selector: (state: FormsState) => Part): Part {
  return useStore(forms, useShallow(selector));
}
