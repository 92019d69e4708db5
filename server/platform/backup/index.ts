export { backup, type Moved, type Progress } from './backup.ts';
export { type Restored, type RestoreOptions, restore } from './restore.ts';
