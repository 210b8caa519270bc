import { useEffect, useRef } from 'react';

/** What to do at a key: by `KeyboardEvent.key`, with `Shift+` before it where Shift is held with a named key (`Shift+ArrowLeft`). */
export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** Inputs that take no text: single keys stay shortcuts there. */
const TEXTLESS = new Set(['button', 'checkbox', 'color', 'file', 'image', 'radio', 'reset', 'submit']);

/** Whether keys go into a text, a list or a slider at this element, and so must not be taken as shortcuts. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !TEXTLESS.has(target.type);
  return target.matches('textarea, select, [contenteditable=""], [contenteditable="true"], [role="listbox"], dialog *');
}

/**
 * Page-wide single-key shortcuts while the component is shown. Silent while something is being typed, in dialogs, with Ctrl, Alt or
 * Meta held, and where a component has already dealt with the key. The browser's own action is prevented.
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (isTyping(event.target)) return;
      const named = event.key.length > 1 && event.shiftKey ? `Shift+${event.key}` : event.key;
      const action = latest.current[named];
      if (action === undefined) return;
      event.preventDefault();
      action(event);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
