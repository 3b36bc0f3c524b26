import type { KeyboardEvent, Ref } from 'react';
import { classes } from './classes.js';
import './field.css';

export interface TextAreaProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows: number;
  readonly placeholder?: string;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  readonly ref?: Ref<HTMLTextAreaElement>;
  readonly className?: string;
  readonly isInvalid?: boolean;
  readonly describedBy?: string;
}

/** Several lines of plain text. */
export function TextArea({ label, value, onChange, className, isInvalid, describedBy, ...rest }: TextAreaProps) {
  return (
    <textarea
      {...rest}
      aria-label={label}
      aria-invalid={isInvalid ?? false}
      aria-describedby={describedBy}
      className={classes('field field-area', className)}
      spellCheck={false}
      autoComplete="off"
      value={value}
      onChange={(event) => {
        onChange(event.target.value);
      }}
    />
  );
}
