import { closeAfterFile } from './testing.ts';

// Runs before every test file (vitest.config.ts), so its hook is the last of them.
closeAfterFile();
