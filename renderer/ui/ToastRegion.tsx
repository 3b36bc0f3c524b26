import { X } from 'lucide-react';
import { messages } from '../lib/messages.js';
import { Button, IconButton } from './Button.js';
import { classes } from './classes.js';
import { dismissToast, useToasts } from './toasts.js';
import './toast.css';

export function ToastRegion() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <div className="toasts" role="status" aria-live="polite" aria-label={messages.toast.region}>
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
