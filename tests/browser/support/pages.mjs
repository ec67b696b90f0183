// The pages of a built site, by kind.

import { readdir, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";

/** Every file of a folder, with `/` between the parts of its path. */
export async function listFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"));
}

/** One page of each kind: pages deep in one folder are of one kind, and the largest shows most of what the kind can hold. */
export async function onePageOfEachKind(site) {
  const pages = (await listFiles(site)).filter((file) => file.endsWith(".html")).sort();
  const largest = new Map();
  for (const file of pages) {
    const kind = file.split("/").length > 2 ? dirname(file) : file;
    const { size } = await stat(join(site, file));
    if (size > (largest.get(kind)?.size ?? 0)) largest.set(kind, { file, size });
  }
  return [...largest.values()].map(({ file }) => file);
}
