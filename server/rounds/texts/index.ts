export { textExaminations } from './doctor.ts';
export { textRoutes } from './routes.ts';
