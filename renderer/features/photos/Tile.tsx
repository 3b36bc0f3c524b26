import { Check, CircleAlert, FileImage, FileX, Film, Layers, SquareStack } from 'lucide-react';
import { memo, useState } from 'react';
import {
  GridFlag,
  exifThumbnailUrl,
  thumbnailUrl,
  type GridDetail,
  type LocationId,
  type QuarterTurns,
} from '../../api/index.js';
import { fileExtension, formatLength, formatShortWallDate } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { isolatedName } from '../../lib/visible-name.js';
import { classes } from '../../ui/index.js';
import { Blur, whenDrawable } from './Blur.js';
import { isRejected, MarkBadges, markTexts } from './MarkBadges.js';
import { turnedStyle } from './turn.js';
import { useDetail } from './use-detail.js';

export interface TileProps {
  readonly id: LocationId;
  readonly row: number;
  readonly total: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
  readonly flags: number;
  /** By how many quarters it was turned. */
  readonly turn: number;
  readonly places: number;
  /** Packed. */
  readonly marks: number;
  /** Other photos of its stack that it shows. */
  readonly stacked: number;
  readonly timeMs: number;
  readonly isSelected: boolean;
  readonly isActive: boolean;
}

export const tileElementId = (id: LocationId): string => `photo-${String(id)}`;

export const Tile = memo(function Tile(props: TileProps) {
  const { id, row, total, left, width, height, flags, turn, places, marks, stacked, timeMs, isSelected, isActive } =
    props;
  const detail = useDetail(id);
  const name = detail === null ? '' : isolatedName(detail.title ?? detail.fileName);
  const durationMs = detail?.durationMs ?? null;
  const length = durationMs === null ? null : formatLength(durationMs);
  const behind = badgesOf(detail);
  const states = [
    (flags & GridFlag.video) === 0 ? null : messages.grid.video(length),
    (flags & GridFlag.pending) !== 0 ? messages.grid.tilePending : null,
    (flags & GridFlag.missing) !== 0 ? messages.grid.tileMissing : null,
    (flags & GridFlag.unsupported) !== 0 ? messages.grid.unsupported : null,
    (flags & GridFlag.damaged) !== 0 ? messages.grid.damaged : null,
    stacked === 0 ? null : messages.grid.stack(stacked + 1),
    ...behind.map(({ title }) => title),
    places > 1 ? messages.grid.places(places) : null,
    ...markTexts(marks),
  ].filter((state) => state !== null);
  const label = [messages.grid.tile(name, formatShortWallDate(timeMs)), ...states].join(', ');
  return (
    <div
      id={tileElementId(id)}
      role="option"
      aria-label={label}
      aria-selected={isSelected}
      aria-posinset={row + 1}
      aria-setsize={total}
      tabIndex={isActive ? 0 : -1}
      data-testid="tile"
      data-row={row}
      data-location-id={id}
      data-file-name={detail?.fileName ?? ''}
      draggable
      className={classes('tile', isSelected && 'tile-selected', isRejected(marks) && 'tile-rejected')}
      style={{ left, width, height }}
    >
      <Face detail={detail} flags={flags} turn={turn as QuarterTurns} width={width} height={height} />
      <MarkBadges packed={marks} width={width} />
      <span className="tile-ring" />
      <span className="tile-check" data-check="">
        <Check size={12} strokeWidth={3} />
      </span>
      {(flags & GridFlag.video) === 0 ? null : (
        <span className="tile-badge tile-badge-video">
          <Film size={12} />
          {length}
        </span>
      )}
      {behind.length === 0 && stacked === 0 ? null : (
        <span className="tile-badges-behind">
          {behind.length === 0 ? null : (
            <span className="tile-badge tile-badge-behind" title={behind.map(({ title }) => title).join('\n')}>
              {behind.map(({ text }) => text).join(' · ')}
            </span>
          )}
          {stacked === 0 ? null : (
            <span
              className="tile-badge tile-badge-stack"
              title={messages.grid.stack(stacked + 1)}
              data-stack=""
              data-testid="stack-badge"
            >
              <SquareStack size={12} />
              {stacked + 1}
            </span>
          )}
        </span>
      )}
      {places > 1 ? (
        <span className="tile-badge tile-badge-places" title={messages.grid.places(places)}>
          <Layers size={11} />
          {messages.grid.placesBadge(places)}
        </span>
      ) : null}
    </div>
  );
});

interface BehindBadge {
  readonly text: string;
  readonly title: string;
}

/** What else the photo consists of, beside the file that shows it. */
function badgesOf(detail: GridDetail | null): readonly BehindBadge[] {
  const behind = detail?.behind ?? [];
  const isMotion = detail?.hasMotion === true;
  return [
    ...(behind.includes('raw') ? [{ text: messages.grid.rawBadge, title: messages.grid.withRaw }] : []),
    ...(behind.includes('video') || isMotion
      ? [{ text: messages.grid.liveBadge, title: isMotion ? messages.grid.motion : messages.grid.withVideo }]
      : []),
  ];
}

interface FaceProps {
  readonly detail: GridDetail | null;
  readonly flags: number;
  readonly turn: QuarterTurns;
  readonly width: number;
  readonly height: number;
}

/** The small picture inside the file stands in until the thumbnail is made; then the one element changes its source. */
function pictureOf(detail: GridDetail, flags: number): string | null {
  if (detail.hasThumbnail && detail.contentHash !== null) return thumbnailUrl(detail.contentHash);
  const isHere = (flags & (GridFlag.pending | GridFlag.missing | GridFlag.video)) === GridFlag.pending;
  return isHere ? exifThumbnailUrl(detail.id) : null;
}

function Face({ detail, flags, turn, width, height }: FaceProps) {
  const isMissing = (flags & GridFlag.missing) !== 0;
  const [noPicture, setNoPicture] = useState<string | null>(null);
  const [drawable, setDrawable] = useState<string | null>(null);
  const picture = detail === null ? null : pictureOf(detail, flags);
  // Not every photo has one inside, and one that is not there would be shown as broken.
  if (detail !== null && picture !== null && picture !== noPicture) {
    const look = classes('tile-image', isMissing && 'tile-image-missing');
    return (
      <>
        {detail.blur === null || drawable === picture ? null : (
          <Blur blur={detail.blur} turn={turn} className={classes(look, 'tile-blur')} />
        )}
        <img
          key={detail.id}
          className={look}
          src={picture}
          style={turnedStyle(turn, width, height)}
          onLoad={({ currentTarget }) => {
            whenDrawable(currentTarget, () => {
              setDrawable(picture);
            });
          }}
          onError={() => {
            setNoPicture(picture);
          }}
          alt=""
          decoding="async"
          draggable={false}
        />
        {isMissing ? (
          <span className="tile-badge tile-badge-state">
            <FileX size={12} />
            {width < 110 ? null : messages.grid.missing}
          </span>
        ) : null}
      </>
    );
  }
  if (detail === null || (flags & (GridFlag.unsupported | GridFlag.damaged | GridFlag.missing)) === 0) return null;
  const isDamaged = (flags & GridFlag.damaged) !== 0;
  const isSmall = width < 120;
  return (
    <span className="tile-note">
      {isDamaged ? <CircleAlert size={20} /> : isMissing ? <FileX size={20} /> : <FileImage size={20} />}
      <strong>{fileExtension(detail.fileName)}</strong>
      {isSmall ? null : (
        <span>{isDamaged ? messages.grid.damaged : isMissing ? messages.grid.missing : messages.grid.unsupported}</span>
      )}
    </span>
  );
}
