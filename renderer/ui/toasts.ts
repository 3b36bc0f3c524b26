import { create } from 'zustand';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'plain' | 'error';
  readonly action: { readonly label: string; readonly run: () => void } | null;
}

interface ToastState {
  readonly toasts: readonly Toast[];
}

const SHOWN_MILLIS = 6000;
const MOST_SHOWN = 3;
let nextId = 1;
let isHeld = false;

export const useToasts = create<ToastState>(() => ({ toasts: [] }));

export function dismissToast(id: number): void {
  if (!useToasts.getState().toasts.some((toast) => toast.id === id)) return;
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}

function dismissLater(id: number): void {
  setTimeout(() => {
    if (!isHeld) dismissToast(id);
  }, SHOWN_MILLIS);
}

/** While somebody points at a toast, or has the keyboard there, none goes away by itself. */
export function holdToasts(hold: boolean): void {
  if (isHeld && !hold) for (const { id } of useToasts.getState().toasts) dismissLater(id);
  isHeld = hold;
}

export function showToast(text: string, options: Partial<Pick<Toast, 'tone' | 'action'>> = {}): number {
  const id = nextId++;
  const toast: Toast = { id, text, tone: options.tone ?? 'plain', action: options.action ?? null };
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, toast].slice(-MOST_SHOWN) }));
  dismissLater(id);
  return id;
}
