import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Builds the console into console/dist; the server hands out what is there. */
export default defineConfig({
  root: here,
  base: '/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    reportCompressedSize: false,
    rollupOptions: {
      output: {
        // What changes together is cached together: a new release of Duly leaves these as they are.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            {
              name: 'tanstack',
              test: /node_modules[\\/]@tanstack[\\/](react-)?(router|query|history|store)/,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://localhost:7788' } },
});
