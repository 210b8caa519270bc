import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { type CutStudyState, cutStudy } from '../../../state/cut-study.ts';

/** A part of the study's state; the component renders again when that part (compared shallowly) changes. */
export function useCutStudy<Part>(selector: (state: CutStudyState) => Part): Part {
  return useStore(cutStudy, useShallow(selector));
}
