import { defineConfig } from "vite";

// Everything comes from the server itself: no third-party host, no inline script (Content-Security-Policy of /).
export default defineConfig({
  base: "/",
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  build: {
    target: "es2022",
    outDir: "dist",
    assetsDir: "assets",
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700, // kB before compression: ECharts, which is fetched when a chart is shown
    rollupOptions: {
      output: {
        // The charts come when the first of them is shown: the overview has none to wait for.
        manualChunks: (id) => (/node_modules\/(echarts|zrender|tslib)\//.test(id) ? "charts" : undefined),
      },
    },
  },
});
