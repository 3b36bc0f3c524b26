import { Check, CircleAlert, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '../../ui/index.js';

export type Tone = 'well' | 'quiet' | 'look';

const icons = {
  well: <Check size={15} />,
  quiet: <Info size={15} />,
  look: <CircleAlert size={15} />,
} as const satisfies Record<Tone, ReactNode>;

export function ToneMark({ tone }: { readonly tone: Tone }) {
  return (
    <span className={classes('health-mark', `health-mark-${tone}`)} aria-hidden="true">
      {icons[tone]}
    </span>
  );
}

export interface RowProps {
  readonly tone: Tone;
  readonly title: string;
  readonly text?: string;
  /** Buttons, on the right. */
  readonly actions?: ReactNode;
  /** Below the text: progress, findings. */
  readonly children?: ReactNode;
}

/** One thing of the Health page: how it is, what that means, what can be done. */
export function Row({ tone, title, text, actions, children }: RowProps) {
  return (
    <li className="health-row">
      <ToneMark tone={tone} />
      <div className="health-row-body">
        <div className="health-row-line">
          <div className="health-row-text">
            <h4 className="health-row-title">{title}</h4>
            {text === undefined ? null : <p className="selectable">{text}</p>}
          </div>
          {actions === undefined ? null : <div className="health-row-actions">{actions}</div>}
        </div>
        {children}
      </div>
    </li>
  );
}

export interface GroupProps {
  readonly title: string;
  readonly children: ReactNode;
}

export function Group({ title, children }: GroupProps) {
  return (
    <section className="health-group">
      <h3>{title}</h3>
      <ul>{children}</ul>
    </section>
  );
}
