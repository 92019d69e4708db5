import { buildConsole } from './build-console.ts';
import { launch } from './launch.mjs';

await buildConsole();
await launch('cli/duly.ts', ['serve', ...process.argv.slice(2)]);
