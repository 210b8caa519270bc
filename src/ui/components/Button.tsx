import type { ComponentProps, ReactNode } from 'react';
import styles from './Button.module.css';

/** Props of a button: those of the element, and how much it stands out. */
export interface ButtonProps extends ComponentProps<'button'> {
  /** `primary` for the one thing to do, `quiet` without a frame; a thin frame by default. */
  readonly look?: 'primary' | 'framed' | 'quiet';
}

/** A button in the app's manner: at least 36 pixels high, 40 for touch. */
export function Button({ look = 'framed', className, ...props }: ButtonProps): ReactNode {
  return <button type="button" className={[styles['button'], styles[look], className].join(' ')} {...props} />;
}
