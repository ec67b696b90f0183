// A static file server for tests, on loopback and under a sub-path: a site that needs a root of its own fails here.

import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { gzipSync } from "node:zlib";

/** Where the site is mounted. */
export const BASE = "/some/sub-path/";

const TYPES = {
  ".apkg": "application/octet-stream",
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};

const COMPRESSED = new Set([".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".webmanifest", ".xml"]);

/**
 * Serves `folder`; resolves to `{ url, close }`, the URL ending in a slash. `asHost` compresses, and lets browsers keep what is
 * named by its content, as hosts of static sites do.
 */
export async function serve(folder, { asHost = false } = {}) {
  const server = createServer(async (request, response) => {
    try {
      const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
      if (!path.startsWith(BASE)) throw new Error("outside of the site");
      let file = normalize(join(folder, path.slice(BASE.length)));
      if (file !== normalize(folder) && !file.startsWith(normalize(folder + sep))) throw new Error("outside of the folder");
      if ((await stat(file)).isDirectory()) {
        if (!path.endsWith("/")) return response.writeHead(301, { location: path + "/" }).end();
        file = join(file, "index.html");
      }
      const body = await readFile(file);
      const headers = { "content-type": TYPES[extname(file)] ?? "application/octet-stream" };
      if (!asHost) return response.writeHead(200, headers).end(body);
      if (path.startsWith(`${BASE}static/`)) headers["cache-control"] = "public, max-age=31536000, immutable";
      if (!COMPRESSED.has(extname(file))) return response.writeHead(200, headers).end(body);
      response.writeHead(200, { ...headers, "content-encoding": "gzip" }).end(gzipSync(body));
    } catch {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found");
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}${BASE}`,
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }),
  };
}
