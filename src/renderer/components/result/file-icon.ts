const icons: readonly (readonly [RegExp, string])[] = [
  [/\.(?:png|jpe?g|gif|webp|avif|bmp|svg|tiff?)$/i, 'i-lucide-file-image'],
  [/\.(?:csv|tsv|xlsx?|ods|parquet)$/i, 'i-lucide-file-spreadsheet'],
  [/\.(?:txt|md|log|pdf|docx?|odt|rtf)$/i, 'i-lucide-file-text'],
  [/\.(?:json|xml|ya?ml|toml|html?|[cm]?[jt]s|py)$/i, 'i-lucide-file-code'],
  [/\.(?:zip|gz|tgz|tar|7z|xz|zst|bz2)$/i, 'i-lucide-file-archive'],
  [/\.(?:mp3|wav|flac|ogg|m4a)$/i, 'i-lucide-file-audio'],
  [/\.(?:mp4|webm|mov|avi|mkv)$/i, 'i-lucide-file-video'],
]

/** The icon of a file's kind, by its name. */
export function fileIcon(name: string): string {
  return icons.find(([ending]) => ending.test(name))?.[1] ?? 'i-lucide-file'
}
