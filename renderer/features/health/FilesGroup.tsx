import { useState } from 'react';
import type { Health } from '../../api/index.js';
import { formatBytes } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { Button } from '../../ui/index.js';
import { showHealth } from '../view/index.js';
import { PhotosButton } from './AnswersGroup.js';
import { orphanParts } from './orphans.js';
import { OrphansDialog } from './OrphansDialog.js';
import { Group, Row } from './Row.js';

export function FilesGroup({ health }: { readonly health: Health }) {
  const words = messages.health;
  const { missingPhotos, unreadableFiles, leftOutPaths, duplicates } = health;
  const missing = words.missing(missingPhotos);
  const unreadable = words.unreadable(unreadableFiles);
  const several = words.duplicates(duplicates.photos, duplicates.extraFiles);
  return (
    <Group title={words.files}>
      {missingPhotos > 0 ? (
        <Row
          tone="quiet"
          title={missing}
          text={words.missingText(missingPhotos)}
          actions={<PhotosButton about={missing} filter="missing" />}
        />
      ) : (
        <Row tone="well" title={words.noMissing} text={words.noMissingText} />
      )}
      {unreadableFiles > 0 ? (
        <Row
          tone="quiet"
          title={unreadable}
          text={words.unreadableText(unreadableFiles)}
          actions={<PhotosButton about={unreadable} filter="unreadable" />}
        />
      ) : (
        <Row tone="well" title={words.noUnreadable} />
      )}
      {leftOutPaths > 0 ? (
        <Row
          tone="quiet"
          title={words.leftOut(leftOutPaths)}
          text={words.leftOutText}
          actions={
            <Button
              label={words.listOf(words.leftOut(leftOutPaths))}
              onPress={() => {
                showHealth('left_out');
              }}
            >
              {words.list}
            </Button>
          }
        />
      ) : null}
      {duplicates.photos > 0 ? (
        <Row
          tone="quiet"
          title={several}
          text={words.duplicatesText(formatBytes(duplicates.reclaimableBytes))}
          actions={
            <>
              <PhotosButton about={several} filter="duplicates" />
              <Button
                label={words.listOf(several)}
                onPress={() => {
                  showHealth('duplicates');
                }}
              >
                {words.list}
              </Button>
            </>
          }
        />
      ) : (
        <Row tone="well" title={words.noDuplicates} />
      )}
    </Group>
  );
}

export function OrphansGroup({ health }: { readonly health: Health }) {
  const [isOpen, setIsOpen] = useState(false);
  const words = messages.health;
  const { orphans } = health;
  return (
    <Group title={words.data}>
      {orphans.tags + orphans.marks + orphans.albums + orphans.insights > 0 ? (
        <Row
          tone="quiet"
          title={words.orphans(orphanParts(orphans))}
          text={words.orphansText(orphans.photos)}
          actions={
            <Button
              onPress={() => {
                setIsOpen(true);
              }}
            >
              {words.review}
            </Button>
          }
        />
      ) : (
        <Row tone="well" title={words.noOrphans} />
      )}
      {isOpen ? (
        <OrphansDialog
          onClose={() => {
            setIsOpen(false);
          }}
        />
      ) : null}
    </Group>
  );
}
