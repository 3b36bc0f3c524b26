/** The C interface of libheif as WebAssembly, as far as it is used: pointers are byte offsets into `HEAPU8`. */
declare module 'libheif-js/libheif-wasm/libheif-bundle.js' {
  export interface LibHeif {
    /** Replaced when the memory grows: read it anew after each call. */
    readonly HEAPU8: Uint8Array;
    _malloc(bytes: number): number;
    _free(pointer: number): void;
    _heif_context_alloc(): number;
    _heif_context_free(context: number): void;
    _heif_context_get_security_limits(context: number): number;
    _heif_context_read_from_memory_without_copy(
      error: number,
      context: number,
      data: number,
      bytes: number,
      options: number,
    ): void;
    _heif_context_get_primary_image_handle(error: number, context: number, handleOut: number): void;
    _heif_image_handle_release(handle: number): void;
    _heif_image_handle_get_width(handle: number): number;
    _heif_image_handle_get_height(handle: number): number;
    _heif_image_handle_get_ispe_width(handle: number): number;
    _heif_image_handle_get_ispe_height(handle: number): number;
    _heif_image_handle_has_alpha_channel(handle: number): number;
    _heif_image_handle_get_raw_color_profile_size(handle: number): number;
    _heif_image_handle_get_raw_color_profile(error: number, handle: number, out: number): void;
    _heif_image_handle_get_list_of_metadata_block_IDs(
      handle: number,
      typeFilter: number,
      idsOut: number,
      count: number,
    ): number;
    _heif_image_handle_get_metadata_size(handle: number, id: number): number;
    _heif_image_handle_get_metadata(error: number, handle: number, id: number, out: number): void;
    _heif_decode_image(
      error: number,
      handle: number,
      imageOut: number,
      colourSpace: number,
      chroma: number,
      options: number,
    ): void;
    _heif_image_release(image: number): void;
    _heif_image_get_width(image: number, channel: number): number;
    _heif_image_get_height(image: number, channel: number): number;
    _heif_image_get_plane_readonly2(image: number, channel: number, strideOut: number): number;
  }
  // eslint-disable-next-line no-restricted-syntax -- what the package exports
  export default function loadLibHeif(): LibHeif;
}
