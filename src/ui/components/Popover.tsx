import {
  type ComponentProps,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import styles from './Popover.module.css';

/** What the trigger's button must carry. */
export type TriggerProps = Pick<
  ComponentProps<'button'>,
  'ref' | 'onClick' | 'aria-expanded' | 'aria-controls' | 'aria-haspopup'
>;

/**
 * A panel that hangs under its trigger; ↓ opens it too. It closes at Escape (focus returns to the trigger), at a click or focus elsewhere, and when
 * its content calls `close`. Keys pressed inside do not reach the page's shortcuts.
 */
export function Popover({
  label,
  trigger,
  children,
  align = 'start',
}: {
  /** Accessible name of the panel. */
  readonly label: string;
  trigger(props: TriggerProps): ReactNode;
  children(close: () => void): ReactNode;
  /** Side of the trigger that the panel is flush with. */
  readonly align?: 'start' | 'end';
}): ReactNode {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const wrapper = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!isOpen) return;
    const closeOutside = (event: PointerEvent): void => {
      if (event.target instanceof Node && !wrapper.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, [isOpen]);

  function close(): void {
    setOpen(false);
    button.current?.focus();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (!isOpen && event.key === 'ArrowDown') {
      event.preventDefault();
      setOpen(true);
    }
    if (!isOpen) return;
    event.stopPropagation();
    if (event.key === 'Escape') close();
  }
  function onBlur(event: FocusEvent): void {
    if (event.relatedTarget instanceof Node && !wrapper.current?.contains(event.relatedTarget)) setOpen(false);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens for what bubbles up from the controls inside
    <div ref={wrapper} className={styles['wrapper']} onKeyDown={onKeyDown} onBlur={onBlur}>
      {trigger({
        ref: button,
        onClick: () => setOpen(!isOpen),
        'aria-expanded': isOpen,
        'aria-controls': isOpen ? id : undefined,
        'aria-haspopup': 'dialog',
      })}
      {isOpen && (
        <div id={id} role="dialog" aria-label={label} className={styles['panel']} data-align={align}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
