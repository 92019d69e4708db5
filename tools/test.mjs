// npm test: installs what is missing, then runs every check and every test.
import { launch } from './launch.mjs';

await launch('tools/test.ts', process.argv.slice(2));
