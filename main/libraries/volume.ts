/** Which volume a folder lies on, as the system tells it, and where volumes are mounted now. Nothing here writes. */
import { execFile } from 'node:child_process';
import { readFile, readdir, realpath, stat } from 'node:fs/promises';
import { join, parse, posix, relative } from 'node:path';
import { promisify } from 'node:util';

export interface Volume {
  /** The same wherever and however often it is mounted; null when the system says nothing that lasts. */
  readonly id: string | null;
  readonly mountPoint: string;
  /** The folder of the volume that is mounted there; `/` but for bind mounts and sub-volumes. */
  readonly folder: string;
  readonly isReadOnly: boolean;
  /** Others can change it without this system's knowledge: it cannot be watched. */
  readonly isNetwork: boolean;
  /** A file keeps its inode number while the volume is mounted elsewhere or again. */
  readonly hasFileIds: boolean;
}

/** What the system knows of volumes; tests bring their own. */
export interface Volumes {
  /** Null when it is not known. `path` is a real path. */
  readonly of: (path: string) => Promise<Volume | null>;
  /** All that could hold photos. */
  readonly mounted: () => Promise<readonly Volume[]>;
}

/** Path below the volume's own root, `/`-separated; empty for the root itself. */
export function pathOnVolume(volume: Volume, path: string): string {
  const below = relative(volume.mountPoint, path).split(/[\\/]/).join('/');
  return posix.join(volume.folder, below).replace(/^\/+|\/+$/g, '');
}

/** Where such a path is now; null when what is mounted there does not contain it. */
export function pathWhenMounted(volume: Volume, pathOnIt: string): string | null {
  const below = posix.relative(volume.folder, `/${pathOnIt}`);
  return below.startsWith('..') ? null : join(volume.mountPoint, below);
}

// ------------------------------------------------------------------- Linux

/** Their source names the same storage on every mount. */
const namedBySource = new Set([
  'nfs',
  'nfs4',
  'cifs',
  'smb3',
  'smbfs',
  '9p',
  'zfs',
  'ceph',
  'davfs',
  'fuse.sshfs',
  'fuse.rclone',
  'fuse.davfs2',
  'fuse.glusterfs',
]);
/** File systems of the system itself. */
const withoutPhotos =
  /^(proc|sysfs|cgroup2?|dev(tmpfs|pts)|mqueue|debugfs|tracefs|securityfs|pstore|bpf|configfs|fusectl|hugetlbfs|autofs|binfmt_misc|ramfs|nsfs|squashfs|rpc_pipefs|efivarfs|fuse\.(portal|gvfsd-fuse))$/;
/** Inode numbers are made up anew at each mount, or whenever a file is looked at again. */
const withoutFileIds = /^(vfat|msdos|exfat|fuseblk|fuse\..*|cifs|smb3|smbfs|9p|davfs)$/;

/** Shared with other machines, or kept up by a program that tells of nothing but what goes through the mount. */
const network =
  /^(nfs4?|cifs|smb3|smbfs|ncpfs|afs|9p|davfs|ceph|glusterfs|lustre|gpfs|ocfs2|gfs2|virtiofs|vboxsf|vmhgfs|fuse\.(?!(mergerfs|ntfs|exfat|ext2|lowntfs-3g|ntfs-3g|bindfs|gocryptfs|cryfs|encfs|unionfs|apfs)$).*)$/;

/** True for a file system that the system cannot watch for what others do. */
export function isNetworkFileSystem(fsType: string): boolean {
  return network.test(fsType);
}

function unescaped(field: string): string {
  return field.replace(/\\(\d{3})/g, (_all, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}

/** A source without the name and password it may carry. */
function withoutCredentials(source: string): string {
  return source.replace(/^(\w+:\/\/)?[^/@]*@/, '$1');
}

interface Mount {
  readonly fsType: string;
  readonly source: string;
  readonly mountPoint: string;
  readonly folder: string;
  readonly isReadOnly: boolean;
}

/** The lines of `/proc/self/mountinfo` (proc_pid_mountinfo(5)), the system's own file systems left out. */
export function parseMounts(mountinfo: string): readonly Mount[] {
  return mountinfo
    .split('\n')
    .map((line): Mount | null => {
      const [before, after] = line.split(' - ');
      const [, , , folder, mountPoint, options] = before?.split(' ') ?? [];
      const [fsType, source] = after?.split(' ') ?? [];
      if (folder === undefined || mountPoint === undefined || fsType === undefined || source === undefined) return null;
      if (withoutPhotos.test(fsType)) return null;
      return {
        fsType,
        source: unescaped(source),
        mountPoint: unescaped(mountPoint),
        folder: unescaped(folder),
        isReadOnly: options?.split(',').includes('ro') === true,
      };
    })
    .filter((mount) => mount !== null);
}

async function uuidsByDevice(): Promise<ReadonlyMap<string, string>> {
  const folder = '/dev/disk/by-uuid';
  try {
    const uuids = await readdir(folder);
    return new Map(await Promise.all(uuids.map(async (uuid) => [await realpath(join(folder, uuid)), uuid] as const)));
  } catch {
    return new Map();
  }
}

async function linuxVolume(mount: Mount, uuids: ReadonlyMap<string, string>): Promise<Volume> {
  const { fsType, source, mountPoint, folder, isReadOnly } = mount;
  let id: string | null = null;
  if (source.startsWith('/dev/')) {
    const uuid = uuids.get(await realpath(source).catch(() => source));
    // Without one there is only the device's name, which the next drive gets.
    id = uuid === undefined ? null : `uuid:${uuid}`;
  } else if (namedBySource.has(fsType)) {
    id = `${fsType}:${withoutCredentials(source)}`;
  }
  const isNetwork = isNetworkFileSystem(fsType);
  return { id, mountPoint, folder, isReadOnly, isNetwork, hasFileIds: !withoutFileIds.test(fsType) };
}

async function linuxMounts(): Promise<readonly Mount[]> {
  return parseMounts(await readFile('/proc/self/mountinfo', 'utf8'));
}

/** The mount that a path lies on; the last one mounted where several are on top of each other. */
export function mountOf<M extends Pick<Mount, 'mountPoint'>>(mounts: readonly M[], path: string): M | null {
  let best: M | null = null;
  for (const mount of mounts) {
    const below = posix.relative(mount.mountPoint, path);
    const holds = below !== '..' && !below.startsWith('../');
    if (holds && (best === null || mount.mountPoint.length >= best.mountPoint.length)) best = mount;
  }
  return best;
}

const linux: Volumes = {
  of: async (path) => {
    const mount = mountOf(await linuxMounts(), path);
    return mount === null ? null : linuxVolume(mount, await uuidsByDevice());
  },
  mounted: async () => {
    const uuids = await uuidsByDevice();
    return Promise.all((await linuxMounts()).map((mount) => linuxVolume(mount, uuids)));
  },
};

// ------------------------------------------------------------------- macOS

const run = promisify(execFile);

async function diskutil(path: string): Promise<Volume | null> {
  const { stdout } = await run('/usr/sbin/diskutil', ['info', '-plist', path], { timeout: 4_000 });
  const text = (key: string): string | null =>
    new RegExp(`<key>${key}</key>\\s*<string>([^<]*)</string>`).exec(stdout)?.[1] ?? null;
  const mountPoint = text('MountPoint');
  if (mountPoint === null) return null;
  const uuid = text('VolumeUUID');
  return {
    id: uuid === null ? null : `uuid:${uuid}`,
    mountPoint,
    folder: '/',
    isReadOnly: /<key>WritableVolume<\/key>\s*<false\/>/.test(stdout),
    isNetwork: /^(smbfs|afpfs|nfs|webdav|cifs)$/.test(text('FilesystemType') ?? ''),
    hasFileIds: /^(apfs|hfs)$/.test(text('FilesystemType') ?? ''),
  };
}

/** A program is started for it: what it said holds for as long as nobody swaps drives. */
const diskutilHoldsMillis = 15_000;

function darwin(): Volumes {
  const known = new Map<number, { readonly volume: Volume | null; readonly atMs: number }>();
  const of = async (path: string): Promise<Volume | null> => {
    const { dev } = await stat(path);
    const cached = known.get(dev);
    if (cached !== undefined && performance.now() - cached.atMs < diskutilHoldsMillis) return cached.volume;
    const volume = await diskutil(path).catch(() => null);
    known.set(dev, { volume, atMs: performance.now() });
    return volume;
  };
  return {
    of,
    mounted: async () => {
      const names = await readdir('/Volumes');
      const volumes = await Promise.all(names.map((name) => of(join('/Volumes', name)).catch(() => null)));
      return volumes.filter((volume) => volume !== null);
    },
  };
}

// ----------------------------------------------------------------- Windows

async function windowsVolume(path: string): Promise<Volume> {
  // The volume's serial number.
  const { dev } = await stat(path);
  const mountPoint = parse(path).root;
  return {
    id: dev === 0 ? null : `serial:${dev}`,
    mountPoint,
    folder: '/',
    isReadOnly: false,
    // A drive letter may stand for a share as well; Windows tells of changes there, if its server does.
    isNetwork: path.startsWith('\\\\'),
    hasFileIds: true,
  };
}

const windows: Volumes = {
  of: windowsVolume,
  mounted: async () => {
    const roots = Array.from({ length: 26 }, (_, at) => `${String.fromCharCode(65 + at)}:\\`);
    const volumes = await Promise.all(roots.map((root) => windowsVolume(root).catch(() => null)));
    return volumes.filter((volume) => volume !== null);
  },
};

const none: Volumes = { of: () => Promise.resolve(null), mounted: () => Promise.resolve([]) };

/** Of the system this runs on. */
export function systemVolumes(): Volumes {
  switch (process.platform) {
    case 'linux':
      return linux;
    case 'darwin':
      return darwin();
    case 'win32':
      return windows;
    default:
      return none;
  }
}
