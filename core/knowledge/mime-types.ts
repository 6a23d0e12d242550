/** Media types with the extensions that nginx's own `conf/mime.types` gives them, and some that it lacks. */

export interface MimeType {
  readonly name: string;
  readonly extensions: readonly string[];
}

export const MIME_TYPES: readonly MimeType[] = `
text/html html htm shtml
text/css css
text/xml xml
text/plain txt
text/csv csv
text/javascript js mjs
text/markdown md
text/calendar ics
text/mathml mml
text/vtt vtt
text/x-component htc
text/event-stream
image/gif gif
image/jpeg jpeg jpg
image/avif avif
image/png png
image/svg+xml svg svgz
image/tiff tif tiff
image/vnd.wap.wbmp wbmp
image/webp webp
image/x-icon ico
image/x-jng jng
image/x-ms-bmp bmp
font/woff woff
font/woff2 woff2
font/ttf ttf
font/otf otf
application/javascript js
application/atom+xml atom
application/rss+xml rss
application/xml xml
application/xhtml+xml xhtml
application/json json
application/ld+json jsonld
application/manifest+json webmanifest
application/graphql
application/grpc
application/java-archive jar war ear
application/msword doc
application/pdf pdf
application/postscript ps eps ai
application/rtf rtf
application/vnd.apple.mpegurl m3u8
application/vnd.ms-excel xls
application/vnd.ms-fontobject eot
application/vnd.ms-powerpoint ppt
application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
application/wasm wasm
application/x-7z-compressed 7z
application/x-javascript js
application/x-rar-compressed rar
application/x-x509-ca-cert der pem crt
application/zip zip
application/octet-stream bin exe dll deb dmg iso img msi
application/dash+xml mpd
audio/midi mid midi kar
audio/mpeg mp3
audio/ogg ogg
audio/x-m4a m4a
video/3gpp 3gpp 3gp
video/mp2t ts
video/mp4 mp4
video/mpeg mpeg mpg
video/quicktime mov
video/webm webm
video/x-flv flv
video/x-m4v m4v
video/x-msvideo avi`
  .slice(1)
  .split("\n")
  .map((line) => {
    const [name = "", ...extensions] = line.split(" ");
    return { name, extensions };
  });

/** Types that are worth compressing. `text/html` is in every list of nginx without being named. */
export const COMPRESSIBLE: readonly string[] = [
  "text/plain",
  "text/css",
  "text/xml",
  "text/javascript",
  "application/javascript",
  "application/json",
  "application/xml",
  "application/rss+xml",
  "application/wasm",
  "image/svg+xml",
];
