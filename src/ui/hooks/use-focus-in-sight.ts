import { useEffect } from 'react';

/**
 * Brings all of what Tab reaches into sight, and the ring around it: browsers leave a control where it is that is cut off at the side
 * while some of it is seen.
 */
export function useFocusInSight(): void {
  useEffect(() => {
    const listen = ({ target }: FocusEvent): void => {
      if (!(target instanceof HTMLElement) || target.tabIndex < 0 || !target.matches(':focus-visible')) return;
      (target.closest('[data-ring]') ?? target).scrollIntoView({ block: 'nearest', inline: 'nearest' });
    };
    document.addEventListener('focusin', listen);
    return () => document.removeEventListener('focusin', listen);
  }, []);
}
