import { useState, type DragEvent } from 'react';
import { pathForFile } from '../../api/index.js';

export interface FolderDrop {
  readonly isOver: boolean;
  readonly handlers: {
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: (event: DragEvent) => void;
    readonly onDrop: (event: DragEvent) => void;
  };
}

/** Takes a folder dragged in from the file manager; a file is answered by the engine, which says that it is none. */
export function useFolderDrop(onFolder: (path: string) => void): FolderDrop {
  const [isOver, setIsOver] = useState(false);
  return {
    isOver,
    handlers: {
      onDragOver: (event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'link';
        setIsOver(true);
      },
      onDragLeave: (event) => {
        const { relatedTarget, currentTarget } = event;
        if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) setIsOver(false);
      },
      onDrop: (event) => {
        event.preventDefault();
        setIsOver(false);
        const file = event.dataTransfer.files[0];
        const path = file === undefined ? '' : pathForFile(file);
        if (path !== '') onFolder(path);
      },
    },
  };
}
