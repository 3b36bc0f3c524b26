import { useEffect, type ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { classes } from './classes.js';
import './dialog.css';

export interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
  /** `bare`: as wide as `medium`, with no room around what is in it. */
  readonly size?: 'small' | 'medium' | 'large' | 'bare';
  readonly isAlert?: boolean;
  /** For layouts that place the heading themselves; the title still names the dialog. */
  readonly hideTitle?: boolean;
  /** `top`: what is listed in it grows downwards. */
  readonly placement?: 'middle' | 'top';
}

/** A dialog whose focused element went away must still close on Escape. */
function useEscapeWithoutFocus(onClose: () => void): void {
  useEffect(() => {
    const handleKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && event.target === document.body) onClose();
    };
    window.addEventListener('keydown', handleKey);
    return () => {
      window.removeEventListener('keydown', handleKey);
    };
  }, [onClose]);
}

export function Dialog({
  title,
  children,
  onClose,
  size = 'small',
  isAlert = false,
  hideTitle = false,
  placement = 'middle',
}: DialogProps) {
  useEscapeWithoutFocus(onClose);
  return (
    <ModalOverlay
      className={classes('dialog-scrim', placement === 'top' && 'dialog-scrim-top')}
      isOpen
      isDismissable={!isAlert}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className={classes('dialog', `dialog-${size}`)}>
        <AriaDialog
          className="dialog-body"
          role={isAlert ? 'alertdialog' : 'dialog'}
          {...(hideTitle ? { 'aria-label': title } : {})}
        >
          {hideTitle ? null : (
            <Heading slot="title" level={2} className="dialog-title">
              {title}
            </Heading>
          )}
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
