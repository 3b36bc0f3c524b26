import type { Answers } from '../../../preload/contract/api.js';
import type { Availability, LibraryId } from '../../../preload/contract/model.js';
import type { LibraryService } from '../../libraries/library-service.js';
import type { EngineControl } from '../control.js';

type Calls = 'addLibrary' | 'renameLibrary' | 'relocateLibrary' | 'removeLibrary';

export function libraryAnswers(libraries: LibraryService, control: EngineControl): Pick<Answers<'engine'>, Calls> {
  const { states, changes } = control;
  const availability = (): ReadonlyMap<LibraryId, Availability> =>
    new Map([...states].map(([id, state]) => [id, state.availability]));
  return {
    addLibrary: async (request) => {
      const { id, rootPath } = await libraries.add(request);
      control.attach(id, rootPath);
      await control.probeAll();
      control.tickSoon();
      control.interrupt();
      return libraries.summary(id, availability());
    },
    renameLibrary: ({ libraryId, name }) => {
      libraries.rename(libraryId, name);
      changes.add('libraries');
      return libraries.summary(libraryId, availability());
    },
    relocateLibrary: async (request) => {
      const rootPath = await libraries.relocate(request);
      await control.detach(request.libraryId);
      control.attach(request.libraryId, rootPath);
      await control.probeAll();
      control.tickSoon();
      return libraries.summary(request.libraryId, availability());
    },
    removeLibrary: async ({ libraryId }) => {
      await control.detach(libraryId);
      await control.inSteps(libraries.remove(libraryId));
      control.announceAvailability();
      changes.add('libraries', 'photos', 'tags', 'insights');
      return null;
    },
  };
}
