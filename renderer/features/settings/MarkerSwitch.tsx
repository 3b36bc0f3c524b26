import { useState } from 'react';
import type { LibrarySummary } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { Checkbox } from '../../ui/index.js';
import { setMarker } from '../libraries/index.js';

/** The one file that Keepsight writes into a library, if the user wants it. */
export function MarkerSwitch({ library }: { readonly library: LibrarySummary }) {
  const [isBusy, setIsBusy] = useState(false);
  const { availability, hasMarker, id, name } = library;
  const canWrite = availability.state === 'online' && availability.reason !== 'read_only';
  const change = async (present: boolean): Promise<void> => {
    setIsBusy(true);
    await setMarker(id, present);
    setIsBusy(false);
  };
  return (
    <Checkbox
      className="library-marker"
      label={messages.libraries.markerOf(name)}
      isChecked={hasMarker}
      isDisabled={isBusy || !canWrite}
      onChange={(present) => void change(present)}
    >
      <span>
        {messages.libraries.marker}
        <span className="library-marker-text">{messages.libraries.markerText}</span>
      </span>
    </Checkbox>
  );
}
