export { AlbumDialogs } from './AlbumDialogs.js';
export { albumMenuItems } from './album-menu.js';
export {
  addSelectionToAlbum,
  addToAlbum,
  albumCount,
  askAboutAlbum,
  changeAlbumSearch,
  isAskingAboutAlbums,
  moveInAlbum,
  removeFromAlbum,
  startAlbums,
  useAlbums,
} from './store.js';
