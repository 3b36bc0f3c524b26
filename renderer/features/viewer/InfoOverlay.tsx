import { useMemo } from 'react';
import type { PhotoDetails } from '../../api/index.js';
import {
  exposureParts,
  formatBytes,
  formatCamera,
  formatCoordinates,
  formatDimensions,
  formatPercent,
  formatWallDate,
  formatWallTime,
} from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { visibleName } from '../../lib/visible-name.js';
import { areaPath, clippedShares, highest, histogramOf } from './histogram.js';

interface InfoOverlayProps {
  readonly details: PhotoDetails;
  /** Of the stored picture; null while they are not there. */
  readonly pixels: ImageData | null;
}

/** What is known of the photo, in a corner of the viewer. */
export function InfoOverlay({ details, pixels }: InfoOverlayProps) {
  const { facts, fileName, tags, insights, embeddedTexts } = details;
  const title = insights.find((insight) => insight.isCurrent)?.title ?? null;
  const place = embeddedTexts.filter(({ field }) => field === 'place').map(({ text }) => visibleName(text));
  const { latitude, longitude, width, height } = facts;
  const camera = formatCamera(facts.cameraMake, facts.cameraModel);
  const exposure = exposureParts(facts);
  const lines = [
    `${formatWallDate(facts.captured.localMs)}, ${formatWallTime(facts.captured.localMs)}`,
    [camera, facts.lensModel].filter((part) => part !== null).join(', '),
    exposure.join(' · '),
    place.length > 0
      ? [...new Set(place)].join(', ')
      : latitude !== null && longitude !== null
        ? formatCoordinates(latitude, longitude)
        : '',
    [
      ...(width === null || height === null ? [] : [formatDimensions(width, height)]),
      formatBytes(facts.sizeBytes),
    ].join(' · '),
  ].filter((line) => line !== '');
  return (
    <aside className="viewer-info" aria-label={messages.viewer.info} data-testid="viewer-info">
      {pixels === null ? null : <HistogramPicture pixels={pixels} />}
      <bdi>
        <strong>{visibleName(fileName)}</strong>
      </bdi>
      {title === null ? null : <p className="viewer-info-title">{visibleName(title)}</p>}
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {tags.length === 0 ? null : (
        <ul className="viewer-info-tags" aria-label={messages.tags.heading}>
          {tags.map((tag) => (
            <li key={tag.id}>{tag.name}</li>
          ))}
        </ul>
      )}
    </aside>
  );
}

const size = { width: 256, height: 72 } as const;

function HistogramPicture({ pixels }: { readonly pixels: ImageData }) {
  const { histogram, most, clipped } = useMemo(() => {
    const found = histogramOf(pixels.data);
    return { histogram: found, most: highest(found), clipped: clippedShares(pixels.data) };
  }, [pixels]);
  const path = (bins: Uint32Array): string => areaPath(bins, most, size.width, size.height);
  const shadows = formatPercent(clipped.shadows);
  const highlights = formatPercent(clipped.highlights);
  return (
    <figure className="viewer-histogram">
      <svg
        viewBox={`0 0 ${String(size.width)} ${String(size.height)}`}
        role="img"
        aria-label={messages.viewer.histogram(shadows, highlights)}
        preserveAspectRatio="none"
      >
        <path className="viewer-histogram-light" d={path(histogram.luminance)} />
        <path className="viewer-histogram-red" d={path(histogram.red)} />
        <path className="viewer-histogram-green" d={path(histogram.green)} />
        <path className="viewer-histogram-blue" d={path(histogram.blue)} />
      </svg>
      <figcaption>
        <span>{messages.viewer.black(shadows)}</span>
        <span>{messages.viewer.white(highlights)}</span>
      </figcaption>
    </figure>
  );
}
