/** How the browser part is built: one folder of files without source maps, with names made of their content, so that equal sources give equal bytes. */
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { uiFolder } from './stamp.ts'

export default defineConfig({
  root: uiFolder,
  base: '/',
  plugins: [react()],
  build: {
    outDir: process.env['BAKEN_UI_OUT'] ?? fileURLToPath(new URL('dist', import.meta.url)),
    emptyOutDir: true,
    sourcemap: false,
    // Newer than Vite's own default: light-dark() and oklch() stay as written instead of being doubled.
    target: ['chrome123', 'firefox121', 'safari17.5'],
    // A data: address would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500
  }
})
