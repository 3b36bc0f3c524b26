import type { ReactNode } from 'react';
import { classes } from './classes.js';
import './checkbox.css';

export interface CheckboxProps {
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  readonly children: ReactNode;
  /** When the words beside the box are not enough without their surroundings. */
  readonly label?: string;
  readonly isDisabled?: boolean;
  readonly className?: string;
}

/** The words are part of what can be pressed. */
export function Checkbox({ isChecked, onChange, children, label, isDisabled = false, className }: CheckboxProps) {
  return (
    <label className={classes('checkbox', isDisabled && 'checkbox-disabled', className)}>
      <input
        type="checkbox"
        {...(label === undefined ? {} : { 'aria-label': label })}
        checked={isChecked}
        disabled={isDisabled}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      {children}
    </label>
  );
}
