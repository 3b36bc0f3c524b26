import { call, said, type LeftOut } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { FileName } from '../../ui/index.js';
import { PartList } from './PartList.js';
import { usePages, type PageRequest } from './use-pages.js';

const load = (page: PageRequest): Promise<readonly LeftOut[]> => call('leftOut', page);

/** Files and folders that are there and not listed, each with its reason. */
export function LeftOutPart() {
  const words = messages.health;
  return (
    <PartList
      title={words.leftOutTitle}
      intro={words.leftOutIntro}
      noneTitle={words.leftOutNone}
      noneText={words.leftOutNoneText}
      pages={usePages(load)}
    >
      {({ libraryId, libraryName, relPath, reason }) => (
        <li key={`${libraryId}/${relPath}`} className="health-item" data-testid="left-out">
          <div className="health-item-body">
            <h3 className="health-path selectable">
              {libraryName}
              {relPath === '' ? null : (
                <>
                  {' / '}
                  <FileName>{relPath}</FileName>
                </>
              )}
            </h3>
            <p className="health-quiet">{said(reason)}</p>
          </div>
        </li>
      )}
    </PartList>
  );
}
