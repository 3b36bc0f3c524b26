import type { Plugin } from 'vite';

/** Copies them into the folder; throws when a package lacks one. */
export function copyLookModels(folder: string): void;

/** As a part of the build of the main process, beside its code. */
export function lookModels(): Plugin;
