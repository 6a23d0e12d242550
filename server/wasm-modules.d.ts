/** esbuild's "binary" loader turns these imports into bytes. */
declare module "*.wasm" {
  const bytes: Uint8Array;
  export default bytes;
}
