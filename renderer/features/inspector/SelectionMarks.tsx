import { useMemo } from 'react';
import { markSelection, MarksRow, marksOf } from '../marks/index.js';
import { usePhotos } from '../photos/index.js';

/** Of what is selected, one photo or many. */
export function SelectionMarks() {
  const selection = usePhotos((state) => state.selection);
  const packed = usePhotos((state) => state.model?.marks ?? null);
  const marks = useMemo(() => (packed === null ? null : marksOf(packed, selection)), [packed, selection]);
  if (marks === null) return null;
  return (
    <div className="inspector-marks">
      <MarksRow
        marks={marks}
        onSet={(set) => {
          markSelection(set, false);
        }}
      />
    </div>
  );
}
