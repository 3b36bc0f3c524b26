import { X } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import { messages } from '../lib/messages.js';
import { Button, IconButton } from './Button.js';
import { classes } from './classes.js';
import { dismissToast, holdToasts, useToasts } from './toasts.js';
import './toast.css';

export interface ToastRegionProps {
  /** Takes the keyboard when a toast goes away with it, and what had it before is gone too. */
  readonly onFocusLost: () => void;
}

export function ToastRegion({ onFocusLost }: ToastRegionProps) {
  const toasts = useToasts((state) => state.toasts);
  const before = useRef<HTMLElement | null>(null);
  const hasFocus = useRef(false);
  useLayoutEffect(() => {
    // React tells of no blur when it is React that takes the button out.
    if (!hasFocus.current || document.activeElement !== document.body) return;
    hasFocus.current = false;
    holdToasts(false);
    if (before.current?.isConnected === true) before.current.focus({ preventScroll: true });
    else onFocusLost();
  });
  return (
    <div
      className="toasts"
      role="status"
      aria-live="polite"
      aria-label={messages.toast.region}
      onFocus={(event) => {
        if (event.currentTarget.contains(event.relatedTarget)) return;
        before.current = event.relatedTarget instanceof HTMLElement ? event.relatedTarget : null;
        hasFocus.current = true;
        holdToasts(true);
      }}
      onBlur={(event) => {
        if (event.currentTarget.contains(event.relatedTarget)) return;
        hasFocus.current = false;
        holdToasts(false);
      }}
      onMouseEnter={() => {
        holdToasts(true);
      }}
      onMouseLeave={() => {
        holdToasts(false);
      }}
    >
      {toasts.map((toast) => (
        <div key={toast.id} className={classes('toast', toast.tone === 'error' && 'toast-error')}>
          <span className="toast-text">{toast.text}</span>
          {toast.action === null ? null : (
            <Button
              variant="quiet"
              className="toast-action"
              onPress={() => {
                toast.action?.run();
                dismissToast(toast.id);
              }}
            >
              {toast.action.label}
            </Button>
          )}
          <IconButton
            label={messages.toast.dismiss}
            className="toast-close"
            onPress={() => {
              dismissToast(toast.id);
            }}
          >
            <X size={14} />
          </IconButton>
        </div>
      ))}
    </div>
  );
}
