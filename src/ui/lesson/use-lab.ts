import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { coherent, type LabSettings, readLab, writeLab } from '../../lessons/lab-settings.ts';
import { type LabState, lab } from '../../state/lesson-lab.ts';
import { app } from '../../state/store.ts';
import { useApp } from '../hooks/use-app.ts';

/** A part of the laboratory's state; the component renders again when that part (compared shallowly) changes. */
export function useLab<Part>(selector: (state: LabState) => Part): Part {
  return useStore(lab, useShallow(selector));
}

/** The laboratory's settings: the step's own, or those of the address; and the way to change them, which the address follows. */
export function useLabSettings(own: LabSettings): {
  readonly settings: LabSettings;
  /** Whether they differ from the step's own. */
  readonly isChanged: boolean;
  change(part: Partial<LabSettings>): void;
  reset(): void;
} {
  const text = useApp((state) => state.lab);
  const settings = (text === null ? null : readLab(text)) ?? own;
  const usual = writeLab(own);
  return {
    settings,
    isChanged: writeLab(settings) !== usual,
    change: (part) => {
      const next = writeLab(coherent({ ...settings, ...part }));
      app.getState().setLab(next === usual ? null : next);
    },
    reset: () => app.getState().setLab(null),
  };
}
