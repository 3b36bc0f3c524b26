import { constants } from 'node:fs';
import { access, lstat, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, isAbsolute, join, parse, relative, sep } from 'node:path';
import { AppFailure } from '../db/failure.js';

interface RootOwner {
  readonly name: string;
  readonly rootPath: string;
}

/** True when `path` is `folder` or lies below it; decided by `path.relative`, never by a prefix of the text. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

async function readableFolder(path: string): Promise<string> {
  let real: string;
  try {
    real = await realpath(path);
    if (!(await stat(real)).isDirectory()) {
      throw new AppFailure(
        'folder_not_directory',
        `${path} is a file, not a folder. Choose the folder that holds it.`,
        { path },
      );
    }
    await access(real, constants.R_OK | constants.X_OK);
  } catch (error) {
    if (error instanceof AppFailure) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new AppFailure('folder_not_found', `There is no folder ${path}. Check the path, or connect its drive.`, {
        path,
      });
    }
    throw new AppFailure(
      'folder_unreadable',
      `${path} cannot be read (${code ?? 'unknown error'}). Give yourself permission to read it, then try again.`,
      { path },
      true,
    );
  }
  return real;
}

/**
 * The real path of a folder that can become a library's root.
 * Fails with a `folder_…` or `library_…` code that says which library is in the way.
 */
export async function checkRoot(
  path: string,
  others: readonly RootOwner[],
  options: { readonly acceptBroadRoot: boolean },
): Promise<string> {
  if (!isAbsolute(path)) {
    throw new AppFailure(
      'folder_not_found',
      `${path} is not a whole path. Give it from the start, as in ${homedir()}.`,
      { path },
    );
  }
  const root = await readableFolder(path);
  for (const other of others) {
    const details = { path, libraryName: other.name, libraryRoot: other.rootPath };
    if (relative(other.rootPath, root) === '') {
      throw new AppFailure('library_duplicate', `This folder is already the library “${other.name}”.`, details);
    }
    if (isInside(other.rootPath, root)) {
      throw new AppFailure(
        'library_overlap',
        `This folder lies inside the library “${other.name}” (${other.rootPath}), which already shows its photos.`,
        details,
      );
    }
    if (isInside(root, other.rootPath)) {
      throw new AppFailure(
        'library_overlap',
        `This folder contains the library “${other.name}” (${other.rootPath}). Remove that library first; its tags and insights stay.`,
        details,
      );
    }
  }
  if (root === parse(root).root) {
    throw new AppFailure('folder_too_broad', 'A whole disk is more than photos. Choose the folder that holds them.', {
      path,
      canAccept: false,
    });
  }
  if (!options.acceptBroadRoot && isInside(root, homedir())) {
    throw new AppFailure(
      'folder_too_broad',
      'This is your home folder or one above it: it holds much that is not photos. A folder such as Pictures is usually better.',
      { path, canAccept: true },
    );
  }
  return root;
}

export function defaultName(rootPath: string): string {
  return basename(rootPath);
}

/** 1 to 100 characters without line breaks; fails with `name_invalid`. */
export function checkName(name: string): string {
  const trimmed = name.normalize('NFC').trim();
  if (trimmed === '' || trimmed.length > 100 || /\p{Cc}/u.test(trimmed)) {
    throw new AppFailure('name_invalid', 'A library needs a name of 1 to 100 characters in one line.', { name });
  }
  return trimmed;
}

/** How many of the sampled files stand at the same place with the same size below another root. */
export async function countMatches(
  rootPath: string,
  sample: readonly { readonly relPath: string; readonly sizeBytes: number }[],
): Promise<number> {
  const found = await Promise.all(
    sample.map(async ({ relPath, sizeBytes }) => {
      try {
        return (await lstat(join(rootPath, relPath))).size === sizeBytes;
      } catch {
        return false;
      }
    }),
  );
  return found.filter(Boolean).length;
}

/**
 * The real path of a library's file, or null when it is not a plain file inside the root any more
 * (a link that leaves the library leads nowhere).
 */
export async function realFile(rootPath: string, relPath: string): Promise<string | null> {
  try {
    const [root, file] = await Promise.all([realpath(rootPath), realpath(join(rootPath, relPath))]);
    if (!isInside(root, file) || !(await stat(file)).isFile()) return null;
    return file;
  } catch {
    return null;
  }
}
