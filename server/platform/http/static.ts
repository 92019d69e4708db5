import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Handler } from 'hono';
import { getMimeType } from 'hono/utils/mime';
import type { AnyContext, Env } from './env.ts';
import { problemResponse } from './problem-details.ts';

const compress = promisify(brotliCompress);

interface Asset {
  type: string;
  plain: Buffer;
  etag: string;
  brotli: Promise<Buffer> | null;
}

interface Built {
  builtAt: number;
  assets: ReadonlyMap<string, Asset>;
}

const compressible = /^(text\/|application\/(javascript|json|manifest)|image\/svg)/;

/** The built console in memory (some 2 MB): a request can name nothing but what was built. */
function readBuilt(folder: string): Built | null {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return null;
  const assets = new Map<string, Asset>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const plain = readFileSync(path);
    const type = getMimeType(entry.name) ?? 'application/octet-stream';
    const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
    assets.set(`/${relative(folder, path).split(sep).join('/')}`, {
      type,
      plain,
      etag,
      brotli: null,
    });
  }
  return { builtAt: statSync(index).mtimeMs, assets };
}

/**
 * Serves the console: hashed assets for a year, and index.html for every path of the console
 * itself, so that a link into it works. A console built again while the program runs is noticed.
 */
export function consolePages(folder: string): Handler<Env> {
  let built: Built | null = null;
  return async (c) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      return problemResponse(c, 404, 'unknown-path', `There is nothing at ${c.req.path}.`);
    }
    const isFile = /\.[a-z0-9]{2,12}$/i.test(c.req.path);
    if (!built || !isFile) built = current(folder, built);
    if (!built) return isFile ? c.notFound() : c.html(notBuilt, 503);
    const asset = built.assets.get(isFile ? c.req.path : '/index.html');
    if (!asset) return c.notFound();
    const hashed = c.req.path.startsWith('/assets/');
    const cache = hashed ? 'public, max-age=31536000, immutable' : 'no-cache';
    return send(c, asset, cache);
  };
}

function current(folder: string, built: Built | null): Built | null {
  const index = statSync(join(folder, 'index.html'), { throwIfNoEntry: false });
  if (!index) return null;
  return built?.builtAt === index.mtimeMs ? built : readBuilt(folder);
}

async function send(c: AnyContext, asset: Asset, cache: string): Promise<Response> {
  const headers: Record<string, string> = {
    'content-type': asset.type,
    'cache-control': cache,
    etag: asset.etag,
    vary: 'Accept-Encoding',
  };
  if (c.req.header('if-none-match') === asset.etag) return c.body(null, 304, headers);
  const small = asset.plain.length < 1024 || !compressible.test(asset.type);
  if (small || !/\bbr\b/.test(c.req.header('accept-encoding') ?? '')) {
    return c.body(new Uint8Array(asset.plain), 200, headers);
  }
  asset.brotli ??= compress(asset.plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } });
  return c.body(new Uint8Array(await asset.brotli), 200, { ...headers, 'content-encoding': 'br' });
}

const notBuilt = `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Duly</title>
<style>
body{font:17px/1.6 system-ui,sans-serif;background:#FBF9F5;color:#1E2A26;margin:12vh auto;max-width:34rem;padding:0 1.5rem}
h1{font:600 1.6rem/1.3 Georgia,serif}code{background:#E3EEE8;padding:.1em .4em;border-radius:4px}
</style>
<h1>The console has not been built yet</h1>
<p>The program runs and its API answers, but the pages for the browser are missing.
Stop it and run <code>npm start</code>, which builds them, then load this page again.</p>
</html>`;
