import { TriangleAlert } from 'lucide-react';
import { messages } from '../../lib/messages.js';
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
          <p className="selectable">
            <strong>{messages.recovery.trouble[trouble.code]}.</strong> {trouble.message}
          </p>
        </div>
      )}
    </div>
  );
}
