export { type AppParts, createApp, createPages } from './app.ts';
export { readCursor, writeCursor } from './cursor.ts';
export type { Access, AnyContext, Authenticator, Caller, Env, Role } from './env.ts';
export { requireCaller } from './gate.ts';
export { rateLimit } from './limits.ts';
export { problemResponse, problemSchema } from './problem-details.ts';
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
export { PORTAL_PATH } from './security.ts';
export { PROGRAM_VERSION } from './telemetry.ts';
export { UPLOAD_LIMIT_BYTES, type Upload, withUpload } from './upload.ts';
export { mayDo, requireRole, type WorkOptions, withWork } from './with-work.ts';
