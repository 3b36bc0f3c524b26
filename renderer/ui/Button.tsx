import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, Tooltip, TooltipTrigger } from 'react-aria-components';
import { classes } from './classes.js';
import './button.css';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly variant?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly onPress?: () => void;
  readonly type?: 'button' | 'submit';
  readonly isDisabled?: boolean;
  readonly size?: 'medium' | 'large';
  /** When the words on the button are not enough without its surroundings. */
  readonly label?: string;
  readonly className?: string;
  readonly isExpanded?: boolean;
  /** For dialogs that Enter answers; what it does there must be one that can be taken back. */
  readonly isFocusedAtFirst?: boolean;
}

export function Button({
  children,
  variant = 'plain',
  size = 'medium',
  label,
  className,
  isExpanded,
  isFocusedAtFirst = false,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      // eslint-disable-next-line jsx-a11y/no-autofocus -- who shows it decides
      autoFocus={isFocusedAtFirst}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(isExpanded === undefined ? {} : { 'aria-expanded': isExpanded })}
      className={classes('button', `button-${variant}`, size === 'large' && 'button-large', className)}
    >
      {children}
    </AriaButton>
  );
}

export interface IconButtonProps {
  readonly label: string;
  readonly children: ReactNode;
  readonly onPress?: () => void;
  readonly isDisabled?: boolean;
  readonly isOn?: boolean;
  readonly className?: string;
  /** The shortcut shown after the label in the tooltip. */
  readonly shortcut?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ label, children, isOn, className, shortcut, ref, ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <AriaButton
        {...rest}
        {...(ref === undefined ? {} : { ref })}
        aria-label={label}
        {...(isOn === undefined ? {} : { 'aria-pressed': isOn })}
        className={classes('icon-button', className)}
      >
        {children}
      </AriaButton>
      <Tooltip className="tooltip" offset={6}>
        {label}
        {shortcut === undefined ? null : <kbd>{shortcut}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
