import { TriangleAlert } from 'lucide-react';
import { said } from '../../api/index.js';
import { useActivity } from './store.js';
import './activity.css';

/** What keeps the engine from writing, and what helps. Goes by itself when it is well again. */
export function TroubleBanner() {
  const trouble = useActivity((state) => state.activity.trouble);
  return (
    <div role="alert" className="trouble-place">
      {trouble === null ? null : (
        <div className="trouble" data-testid="trouble">
          <TriangleAlert size={16} />
          <p className="selectable">{said(trouble.message)}</p>
        </div>
      )}
    </div>
  );
}
