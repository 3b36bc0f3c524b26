import type { KeyboardEvent, Ref } from 'react';
import { classes } from './classes.js';
import './field.css';

export interface TextInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly ref?: Ref<HTMLInputElement>;
  readonly className?: string;
  readonly isInvalid?: boolean;
  readonly describedBy?: string;
  readonly isDisabled?: boolean;
  /** What is typed is not shown. */
  readonly isSecret?: boolean;
  /** When the writing is done: the field is left, or Enter is pressed. */
  readonly onBlur?: () => void;
}

export function TextInput({
  label,
  value,
  onChange,
  className,
  isInvalid,
  describedBy,
  isDisabled,
  isSecret = false,
  ...rest
}: TextInputProps) {
  return (
    <input
      {...rest}
      type={isSecret ? 'password' : 'text'}
      aria-label={label}
      aria-invalid={isInvalid ?? false}
      aria-describedby={describedBy}
      disabled={isDisabled ?? false}
      className={classes('field', className)}
      spellCheck={false}
      autoComplete="off"
      value={value}
      onChange={(event) => {
        onChange(event.target.value);
      }}
    />
  );
}
