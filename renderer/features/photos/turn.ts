/** Photos that people turned, as they are drawn. */
import type { CSSProperties } from 'react';
import { call, toAppError, type GridModel, type LocationId, type QuarterTurns } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { sizeOf, type RangeSet } from '../../lib/range-set.js';
import { showToast } from '../../ui/index.js';
import { countEdit, editText, offerUndo } from '../edits/index.js';
import { retryPhotos, selectedIds, usePhotos } from './store.js';

/** The same list with these rows turned by so many quarters more. */
export function turnedModel(model: GridModel, rows: RangeSet, quarters: number): GridModel {
  const turns = model.turns.slice();
  const aspects = model.aspects.slice();
  for (const { from, to } of rows) {
    for (let row = from; row < to; row += 1) {
      turns[row] = ((turns[row] ?? 0) + quarters) % 4;
      const aspect = aspects[row] ?? 0;
      if (quarters % 2 === 1 && aspect > 0) aspects[row] = 1 / aspect;
    }
  }
  return { ...model, turns, aspects };
}

/** Shown at once; what the database says of it follows. */
export async function turnSelection(quarters: 1 | 3): Promise<void> {
  const { model, selection } = usePhotos.getState();
  if (model === null || sizeOf(selection) === 0) {
    showToast(messages.photos.selectToTurn);
    return;
  }
  const locationIds = selectedIds();
  usePhotos.setState({ model: turnedModel(model, selection, quarters) });
  try {
    const edit = await call('turnPhotos', { locationIds, quarters });
    if (edit === null) return;
    countEdit();
    offerUndo(editText(edit), edit.id);
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
    retryPhotos();
  }
}

/** How the photo stands, in the list as it is now. */
export function useTurn(id: LocationId | null): QuarterTurns {
  return usePhotos(({ model }) => {
    const row = id === null || model === null ? -1 : model.ids.indexOf(id);
    return ((row < 0 ? 0 : model?.turns[row]) ?? 0) as QuarterTurns;
  });
}

/** Width by height as the photo stands, in the list as it is now; null where that is not known. */
export function aspectOf(id: LocationId): number | null {
  const { model } = usePhotos.getState();
  const aspect = model?.aspects[model.ids.indexOf(id)] ?? 0;
  return aspect > 0 ? aspect : null;
}

export function turnedBy(turn: number): string {
  return `rotate(${String(turn * 90)}deg)`;
}

/** A picture that covers a box of this size, turned within it; null where it lies as it is. */
export function turnedStyle(turn: number, width: number, height: number): CSSProperties | undefined {
  if (turn === 0) return undefined;
  const transform = turnedBy(turn);
  if (turn === 2) return { transform };
  return {
    position: 'absolute',
    top: (height - width) / 2,
    left: (width - height) / 2,
    width: height,
    height: width,
    transform,
  };
}
