import { expect, it } from 'vitest';
import { isNetworkFileSystem, mountOf, parseMounts, pathOnVolume, pathWhenMounted, systemVolumes } from './volume.js';

const mountinfo = `22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
30 27 8:17 / /media/My\\040Drive ro,nosuid shared:5 - exfat /dev/sdb1 rw
31 27 0:50 / /mnt/nas rw - cifs //nas/photos rw,username=me
32 27 8:1 /srv/album /mnt/bound rw - ext4 /dev/sda1 rw
33 31 8:33 / /mnt/nas rw - ext4 /dev/sdc1 rw
`;

it('reads what is mounted where, the system’s own file systems left out', () => {
  const mounts = parseMounts(mountinfo);
  expect(mounts).toHaveLength(5);
  expect(mounts[1]).toEqual({
    fsType: 'exfat',
    source: '/dev/sdb1',
    mountPoint: '/media/My Drive',
    folder: '/',
    isReadOnly: true,
  });
  const at = (path: string): string | undefined => mountOf(mounts, path)?.source;
  expect(at('/home/me')).toBe('/dev/sda1');
  expect(at('/media/My Drive/2024')).toBe('/dev/sdb1');
  expect(at('/media/My Drivel')).toBe('/dev/sda1');
  // Mounted over another one, which is out of sight.
  expect(at('/mnt/nas')).toBe('/dev/sdc1');
});

it('gives a path on a volume that holds wherever the volume is mounted', () => {
  const more = { id: 'x', isReadOnly: false, isNetwork: false, hasFileIds: true };
  const bound = { ...more, mountPoint: '/mnt/bound', folder: '/srv/album' };
  const whole = { ...more, mountPoint: '/', folder: '/' };
  expect(pathOnVolume(bound, '/mnt/bound/2024')).toBe('srv/album/2024');
  expect(pathWhenMounted(whole, 'srv/album/2024')).toBe('/srv/album/2024');
  expect(pathWhenMounted(bound, 'srv/album/2024')).toBe('/mnt/bound/2024');
  expect(pathWhenMounted(bound, 'home/me')).toBeNull();
  expect(pathWhenMounted(whole, pathOnVolume(whole, '/'))).toBe('/');
});

it('says something of the system it runs on without failing', async () => {
  expect((await systemVolumes().of(process.cwd()))?.mountPoint).toBeDefined();
  expect((await systemVolumes().mounted()).length).toBeGreaterThan(0);
});

it('knows what cannot be watched: shares, and what programs keep up', () => {
  const shares = ['nfs', 'nfs4', 'cifs', 'smb3', '9p', 'davfs', 'ceph', 'virtiofs', 'fuse.sshfs', 'fuse.rclone'];
  const local = [
    'ext4',
    'btrfs',
    'xfs',
    'zfs',
    'vfat',
    'exfat',
    'ntfs3',
    'fuseblk',
    'tmpfs',
    'overlay',
    'fuse.mergerfs',
  ];
  expect(shares.filter((type) => !isNetworkFileSystem(type))).toEqual([]);
  expect(local.filter(isNetworkFileSystem)).toEqual([]);
});
