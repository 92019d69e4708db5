export { type AppParts, createApp } from './app.ts';
export { pageFrom, readCursor, writeCursor } from './cursor.ts';
export type { Access, AnyContext, Authenticator, Caller, Env, Role } from './env.ts';
export { requireCaller } from './gate.ts';
export { errorResponse } from './problem-details.ts';
export {
  answers,
  asOfQuery,
  businessParams,
  createRouter,
  daySchema,
  idParam,
  idSchema,
  jsonBody,
  moneySchema,
  pageOf,
  pageQuery,
} from './router.ts';
export { INBOUND_PATH, PORTAL_PATH } from './security.ts';
export { PROGRAM_VERSION } from './telemetry.ts';
export { sweepUploads, takeUpload, type Upload, withUpload } from './upload.ts';
export { requireRole, type WorkOptions, withWork } from './with-work.ts';
