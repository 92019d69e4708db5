// npm start: installs what is missing, builds the console when its sources changed, and serves.
import { launch } from './launch.mjs';

await launch('tools/start.ts', process.argv.slice(2));
