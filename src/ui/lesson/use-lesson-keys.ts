import { app } from '../../state/store.ts';
import { useShortcuts } from '../hooks/use-shortcuts.ts';

/**
 * Space and → continue, ← goes back, Home and End jump. Where the graph has the focus, arrows walk its layers as in Explore; where a
 * button or link has it, Space presses it. Gives the way to go to a step.
 */
export function useLessonKeys(number: number, count: number): (step: number) => void {
  const goTo = (step: number): void => {
    if (step >= 1 && step <= count && step !== number) app.getState().goToStep(step);
  };
  const arrow = (by: 1 | -1) => (event: KeyboardEvent) => {
    if (isInGraph(event)) app.getState().stepLayer(by);
    else goTo(number + by);
  };
  const jump = (step: number, walk: () => void) => (event: KeyboardEvent) => {
    if (isInGraph(event)) walk();
    else goTo(step);
  };
  useShortcuts({
    ArrowRight: arrow(1),
    ArrowLeft: arrow(-1),
    'Shift+ArrowRight': () => app.getState().stepBlock(1),
    'Shift+ArrowLeft': () => app.getState().stepBlock(-1),
    Home: jump(1, () => app.getState().goHome()),
    End: jump(count, () => app.getState().goEnd()),
    ' ': (event) => {
      if (event.target instanceof HTMLElement && event.target.matches('button, a, summary, input')) {
        event.target.click();
        return;
      }
      goTo(number + 1);
    },
  });
  return goTo;
}

function isInGraph({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('[role="tree"]') !== null;
}
