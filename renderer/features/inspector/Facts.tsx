import {
  Aperture,
  Calendar,
  Camera,
  CirclePlay,
  Clock,
  File,
  FileImage,
  Focus,
  HardDrive,
  MapPin,
  Ruler,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { CaptureTime, PhotoDetails } from '../../api/index.js';
import {
  exposureParts,
  formatBytes,
  formatCamera,
  formatDimensions,
  formatLength,
  formatMegapixels,
  formatOffset,
  formatWallDate,
  formatWallTime,
} from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { FileName } from '../../ui/index.js';
import { captureNote } from './capture-note.js';
import { Position } from './Position.js';

const ICON = 15;

export function Facts({ details }: { readonly details: PhotoDetails }) {
  const { facts, fileName, mediaKind } = details;
  const exposure = exposureParts(facts);
  const camera = formatCamera(facts.cameraMake, facts.cameraModel);
  const { width, height, latitude, longitude } = facts;
  return (
    <dl className="facts selectable">
      <Fact icon={<Calendar size={ICON} />} label={messages.inspector.captured}>
        <Captured captured={facts.captured} />
      </Fact>
      {camera === null ? null : (
        <Fact icon={<Camera size={ICON} />} label={messages.inspector.camera}>
          {camera}
        </Fact>
      )}
      {facts.lensModel === null ? null : (
        <Fact icon={<Focus size={ICON} />} label={messages.inspector.lens}>
          {facts.lensModel}
        </Fact>
      )}
      {exposure.length === 0 ? null : (
        <Fact icon={<Aperture size={ICON} />} label={messages.inspector.exposure}>
          <span className="fact-parts">
            {exposure.map((part) => (
              <span key={part}>{part} </span>
            ))}
          </span>
        </Fact>
      )}
      {width === null || height === null ? null : (
        <Fact icon={<Ruler size={ICON} />} label={messages.inspector.dimensions}>
          {formatDimensions(width, height)}{' '}
          {mediaKind === 'video' ? null : <span className="fact-more">{formatMegapixels(width, height)}</span>}
        </Fact>
      )}
      {facts.durationMs === null ? null : (
        <Fact icon={<Clock size={ICON} />} label={messages.inspector.length}>
          {formatLength(facts.durationMs)}
        </Fact>
      )}
      {facts.hasMotion ? (
        <Fact icon={<CirclePlay size={ICON} />} label={messages.inspector.motion}>
          {messages.inspector.motionText}
        </Fact>
      ) : null}
      <Fact icon={<HardDrive size={ICON} />} label={messages.inspector.size}>
        {formatBytes(facts.sizeBytes)}
      </Fact>
      <Fact icon={<FileImage size={ICON} />} label={messages.inspector.type}>
        {facts.mimeType}
      </Fact>
      {latitude === null || longitude === null ? null : (
        <Fact icon={<MapPin size={ICON} />} label={messages.inspector.coordinates}>
          <Position latitude={latitude} longitude={longitude} />
        </Fact>
      )}
      <Fact icon={<File size={ICON} />} label={messages.inspector.fileName}>
        <FileName>{fileName}</FileName>
      </Fact>
    </dl>
  );
}

interface FactProps {
  readonly icon: ReactNode;
  readonly label: string;
  readonly children: ReactNode;
}

function Fact({ icon, label, children }: FactProps) {
  return (
    <div className="fact">
      <dt title={label}>
        {icon}
        <span className="visually-hidden">{label}</span>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

function Captured({ captured }: { readonly captured: CaptureTime }) {
  const { localMs, offsetMinutes } = captured;
  const note = captureNote(captured);
  return (
    <>
      {formatWallDate(localMs)}
      <span className="fact-more">
        {formatWallTime(localMs)}
        {offsetMinutes === null ? '' : ` ${formatOffset(offsetMinutes)}`}
      </span>
      {note === null ? null : <span className="fact-more">{note}</span>}
    </>
  );
}
