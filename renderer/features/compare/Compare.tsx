import { Link2, Link2Off, X, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import type { LocationId, PhotoDetails } from '../../api/index.js';
import { exposureParts, formatShortWallDate } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { visibleName } from '../../lib/visible-name.js';
import { classes, IconButton } from '../../ui/index.js';
import { useEdits } from '../edits/index.js';
import { gridDetails, usePhotoDetails, useTurn } from '../photos/index.js';
import { PhotoStage, type Zoom } from '../viewer/index.js';
import { activate, closeCompare, removePane, replaceActive, useCompare } from './store.js';
import { usePaneZooms } from './use-pane-zooms.js';
import './compare.css';

/** By Shift and an arrow: where the picture goes, so that what lies that way is seen. */
const pans: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
const steps: Readonly<Record<string, 1 | -1>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 };

/** Two to four photos side by side, looked at at the same place. */
export function Compare() {
  const ids = useCompare((state) => state.ids);
  return ids === null ? null : <OpenCompare ids={ids} />;
}

function OpenCompare({ ids }: { readonly ids: readonly LocationId[] }) {
  const active = useCompare((state) => state.active);
  const zooms = usePaneZooms();
  const zoom = zooms.of(active);
  const { isLinked } = zooms;

  useEffect(() => {
    const handleKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const pan = event.shiftKey ? pans[event.key] : undefined;
      const step = steps[event.key];
      const key = event.key.toLowerCase();
      if (pan !== undefined) zoom.panSteps(...pan);
      else if (step !== undefined && !event.shiftKey) replaceActive(step);
      else if (key === 'z') zoom.toggle();
      else if (key === '+' || key === '=') zoom.in();
      else if (key === '-') zoom.out();
      else if (key === 'l') zooms.toggleLink(active);
      else if (key === 'c') closeCompare();
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', handleKey, { capture: true });
    return () => {
      window.removeEventListener('keydown', handleKey, { capture: true });
    };
  });

  return (
    <ModalOverlay
      className="viewer-overlay"
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) closeCompare();
      }}
    >
      <Modal className="viewer-modal">
        <AriaDialog className="viewer" aria-label={messages.compare.label(ids.length)} data-testid="compare">
          <header className="viewer-bar">
            <IconButton label={messages.viewer.close} shortcut="Esc" onPress={closeCompare}>
              <X size={18} />
            </IconButton>
            <div className="viewer-title">
              <strong>{messages.compare.label(ids.length)}</strong>
              <span>{messages.compare.hint}</span>
            </div>
            {zoom.percent === null ? null : (
              <span className="viewer-percent">{messages.viewer.percent(zoom.percent)}</span>
            )}
            <IconButton
              label={zoom.isFitted ? messages.viewer.zoomIn : messages.viewer.zoomOut}
              shortcut="Z"
              onPress={() => {
                zoom.toggle();
              }}
            >
              {zoom.isFitted ? <ZoomIn size={18} /> : <ZoomOut size={18} />}
            </IconButton>
            <IconButton
              label={messages.compare.linked}
              shortcut="L"
              isOn={isLinked}
              onPress={() => {
                zooms.toggleLink(active);
              }}
            >
              {isLinked ? <Link2 size={18} /> : <Link2Off size={18} />}
            </IconButton>
          </header>
          <div className="compare-panes" data-count={ids.length}>
            {ids.map((id, pane) => (
              <Pane
                key={pane}
                id={id}
                pane={pane}
                isActive={pane === active}
                isRemovable={ids.length > 2}
                zoom={zooms.of(pane)}
              />
            ))}
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

interface PaneProps {
  readonly id: LocationId;
  readonly pane: number;
  readonly isActive: boolean;
  readonly isRemovable: boolean;
  readonly zoom: Zoom;
}

function Pane({ id, pane, isActive, isRemovable, zoom }: PaneProps) {
  const edits = useEdits((state) => state.count);
  const { details, isSettled } = usePhotoDetails(id, edits);
  const turn = useTurn(id);
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isActive && element.current?.contains(document.activeElement) === false) element.current.focus();
  }, [isActive]);
  const shown = isSettled ? details : null;
  const name = visibleName(shown?.fileName ?? gridDetails.get(id)?.fileName ?? '');
  return (
    <section
      ref={element}
      className={classes('compare-pane', isActive && 'compare-pane-active')}
      aria-label={messages.compare.pane(pane + 1, name)}
      aria-current={isActive}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- keys go to the photo in the pane that has the focus
      tabIndex={0}
      data-testid="pane"
      onFocus={() => {
        if (!isActive) activate(pane);
      }}
      onPointerDownCapture={() => {
        if (!isActive) activate(pane);
      }}
    >
      <PhotoStage key={id} id={id} details={shown} zoom={zoom} turn={turn} name={name} />
      <footer className="compare-foot">
        <bdi>
          <strong>{name}</strong>
        </bdi>
        <span>{shown === null ? '' : factsLine(shown)}</span>
        {isRemovable ? (
          <IconButton
            label={messages.compare.remove(name)}
            onPress={() => {
              removePane(pane);
            }}
          >
            <X size={14} />
          </IconButton>
        ) : null}
      </footer>
    </section>
  );
}

function factsLine({ facts, tags }: PhotoDetails): string {
  return [
    formatShortWallDate(facts.captured.localMs),
    ...exposureParts(facts),
    ...(tags.length === 0 ? [] : [tags.map((tag) => tag.name).join(', ')]),
  ].join(' · ');
}
