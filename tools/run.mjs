// node tools/run.mjs FILE ARGS: runs a TypeScript file of the project on the pinned Node.
import { launch } from './launch.mjs';

const [file, ...args] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('Say which file to run: node tools/run.mjs FILE ARGS\n');
  process.exit(2);
}
await launch(file, args);
